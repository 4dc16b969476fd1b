#if Screen
import UserMediaCore

extension XConnection {
  /// What can be captured now.
  func surfaces() throws(CaptureError) -> [DeviceDescription] {
    let whole = try window(root)
    var surfaces = [
      DeviceDescription(
        .screen, label: "Entire screen", type: .monitor, isDefault: true, width: whole.width,
        height: whole.height)
    ]
    let monitors = try monitors()
    if monitors.count > 1 {
      for (index, monitor) in monitors.enumerated() {
        surfaces.append(
          DeviceDescription(
            .monitor(index), label: "Monitor \(monitor.name)", type: .monitor,
            width: monitor.area.width, height: monitor.area.height))
      }
    }
    for id in try windows() {
      do throws(CaptureError) {
        let window = try window(id)
        guard window.isOrdinary, window.isViewable else { continue }
        surfaces.append(
          DeviceDescription(
            .window(id), label: try title(of: id) ?? "Window \(id)", type: .window,
            isLogical: extensions.hasComposite, width: window.width, height: window.height))
      } catch {
        // Closed while the list was made, unless it is the server that is gone.
        if let failure { throw failure }
      }
    }
    return surfaces
  }
}

extension DeviceDescription {
  /// A surface of an X server's.
  fileprivate init(
    _ address: SurfaceAddress, label: String, type: DisplayCaptureSurfaceType,
    isDefault: Bool = false, isLogical: Bool = false, width: Int, height: Int
  ) {
    self.init(
      display: DisplaySurface(type: type, isLogical: isLogical), id: address.text, label: label,
      isDefault: isDefault,
      mode: VideoMode(
        pixelFormat: .bgrx, size: .discrete(width: width, height: height),
        frameRates: .range(min: ScreenDriver.rates.lowerBound, max: ScreenDriver.rates.upperBound)))
  }
}
#endif
