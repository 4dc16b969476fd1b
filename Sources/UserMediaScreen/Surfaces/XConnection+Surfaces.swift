#if Screen
import UserMediaCore

extension XConnection {
  /// More windows than a person opens; each costs several round trips.
  private static let maximumWindows = 512

  /// What can be captured now.
  func surfaces() throws(CaptureError) -> [DeviceDescription] {
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
            .monitor(index), label: "Monitor \(try name(of: monitor.name) ?? "\(index + 1)")",
            type: .monitor, width: monitor.area.width, height: monitor.area.height,
            pixelFormat: format(of: whole)))
      }
    }
    for id in try windows().prefix(Self.maximumWindows) {
      do throws(CaptureError) {
        let window = try window(id)
        guard window.isOrdinary, window.isViewable else { continue }
        surfaces.append(
          DeviceDescription(
            .window(id), label: try title(of: id) ?? "Window \(id)", type: .window,
            isLogical: extensions.hasComposite, width: window.width, height: window.height,
            pixelFormat: format(of: window)))
      } catch {
        // The window was closed meanwhile, unless the server is gone or its reply is malformed.
        if let failure { throw failure }
        guard error.kind == .notFound else { throw error }
      }
    }
    return surfaces
  }

  private func format(of window: Window) -> PixelFormat {
    // If it is not supported, opening the surface throws.
    setup.pixelFormat(depth: window.depth, visual: window.visual) ?? .bgrx
  }
}

extension DeviceDescription {
  /// A surface of an X server.
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
