#if Screen
import UserMediaCore

extension XConnection {
  /// More windows than a person opens: each is asked several questions.
  private static let mostWindows = 512
  /// Microseconds within which the server must have answered all of them.
  private static let patience: Int64 = 10_000_000

  /// What can be captured now.
  func surfaces() throws(CaptureError) -> [DeviceDescription] {
    try within(Self.patience) { () throws(CaptureError) in try allSurfaces() }
  }

  private func allSurfaces() throws(CaptureError) -> [DeviceDescription] {
    let whole = try window(root)
    var surfaces = [
      DeviceDescription(
        .screen, label: "Entire screen", type: .monitor, isDefault: true, width: whole.width,
        height: whole.height, pixelFormat: format(of: whole))
    ]
    let monitors = try monitors()
    if monitors.count > 1 {
      for (index, monitor) in monitors.enumerated() {
        surfaces.append(
          DeviceDescription(
            .monitor(index), label: "Monitor \(monitor.name)", type: .monitor,
            width: monitor.area.width, height: monitor.area.height, pixelFormat: format(of: whole)))
      }
    }
    for id in try windows().prefix(Self.mostWindows) {
      do throws(CaptureError) {
        let window = try window(id)
        guard window.isOrdinary, window.isViewable else { continue }
        surfaces.append(
          DeviceDescription(
            .window(id), label: try title(of: id) ?? "Window \(id)", type: .window,
            isLogical: extensions.hasComposite, width: window.width, height: window.height,
            pixelFormat: format(of: window)))
      } catch {
        // Closed while the list was made, unless it is the server that is gone or talks nonsense.
        if let failure { throw failure }
        guard error.kind == .notFound else { throw error }
      }
    }
    return surfaces
  }

  private func format(of window: Window) -> PixelFormat {
    // Of one that cannot be read, opening tells.
    setup.pixelFormat(depth: window.depth, visual: window.visual) ?? .bgrx
  }
}

extension DeviceDescription {
  /// A surface of an X server's.
  fileprivate init(
    _ address: SurfaceAddress, label: String, type: DisplayCaptureSurfaceType,
    isDefault: Bool = false, isLogical: Bool = false, width: Int, height: Int,
    pixelFormat: PixelFormat
  ) {
    self.init(
      display: DisplaySurface(type: type, isLogical: isLogical), id: address.text, label: label,
      isDefault: isDefault,
      mode: VideoMode(
        pixelFormat: pixelFormat, size: .discrete(width: width, height: height),
        frameRates: .range(min: ScreenDriver.rates.lowerBound, max: ScreenDriver.rates.upperBound)))
  }
}
#endif
