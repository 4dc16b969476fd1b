#if Screen
import Dispatch
package import Logging
package import UserMediaCore

/// The screens and windows of an X server.
package struct ScreenDriver: DisplayDriver {
  /// `"X11"`.
  package var name: String { "X11" }

  private let connector: XConnector
  private let logger: Logger

  /// A driver of one display, such as `":0"`; `nil` reads the environment variable `DISPLAY` at each
  /// use.
  package init(display: String? = nil, logger: Logger = Logger(label: "UserMedia.Screen")) {
    connector = XConnector(display)
    self.logger = logger
  }

  /// What can be captured now; see ``DisplayDriver/surfaces()``.
  package func surfaces() async throws(CaptureError) -> [DeviceDescription] {
    let queue = DispatchQueue(label: "usermedia.x11.surfaces")
    return try await connector.connect(on: queue) { connection throws(CaptureError) in
      try connection.surfaces()
    }
  }

  /// Opens a surface; the first start checks that it still exists.
  package func openCamera(
    _ device: DeviceDescription, sink: any VideoSink
  ) async throws(CaptureError) -> any CameraSession {
    guard let address = SurfaceAddress(device.address) else {
      throw CaptureError(.notFound, device: device.address, "is no screen and no window")
    }
    return ScreenSession(address, connector: connector, sink: sink, logger: logger)
  }
}

extension ScreenDriver {
  /// The supported rates: more than a screen refreshes would only repeat pictures.
  static let rates = FrameRate(1, 1000)!...FrameRate(60)!
  /// The rate when none is requested.
  private static let defaultRate = FrameRate(30)!

  /// The supported rate nearest to a requested one.
  static func rate(nearestTo wanted: FrameRate?) -> FrameRate {
    min(max(wanted ?? defaultRate, rates.lowerBound), rates.upperBound)
  }
}
#endif
