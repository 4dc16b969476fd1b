#if Screen
import Dispatch
package import Logging
package import UserMediaCore

/// The screens and windows of an X server.
package struct ScreenDriver: DisplayDriver {
  /// `"X11"`.
  package var name: String { "X11" }

  private let display: String?
  private let logger: Logger

  /// A driver of one display: `":0"`; `nil` is what the environment's `DISPLAY` names at each use.
  package init(display: String? = nil, logger: Logger = Logger(label: "UserMedia.Screen")) {
    self.display = display
    self.logger = logger
  }

  /// What can be captured now; see ``DisplayDriver/surfaces()``.
  package func surfaces() async throws(CaptureError) -> [DeviceDescription] {
    let queue = DispatchQueue(label: "usermedia.x11.surfaces")
    return try await XConnection.connect(display, on: queue) { connection throws(CaptureError) in
      try connection.surfaces()
    }
  }

  /// Opens a surface; its first start finds out whether it is still there.
  package func openCamera(
    _ device: DeviceDescription, sink: any VideoSink
  ) async throws(CaptureError) -> any CameraSession {
    guard let address = SurfaceAddress(device.address) else {
      throw CaptureError(.notFound, device: device.address, "is no screen and no window")
    }
    return ScreenSession(address, display: display, sink: sink, logger: logger)
  }
}

extension ScreenDriver {
  /// The rates at which a surface can be captured: more than a screen shows would be copies.
  static let rates = FrameRate(1, 1000)!...FrameRate(60)!
  /// What it is captured at when nobody says.
  private static let usualRate = FrameRate(30)!

  /// The rate for a wish.
  static func rate(nearestTo wish: FrameRate?) -> FrameRate {
    min(max(wish ?? usualRate, rates.lowerBound), rates.upperBound)
  }
}
#endif
