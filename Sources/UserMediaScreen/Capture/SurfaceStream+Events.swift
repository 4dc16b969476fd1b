#if Screen
import CXCB
import UserMediaCore

extension SurfaceStream {
  /// Reacts to a change of the surface.
  func handle(_ event: XEvent) throws(CaptureError) {
    switch event {
    case .damaged: isDamaged = true
    case .cursorChanged where cursor.constraint != .never && cursorRequest == nil:
      cursorRequest = connection.requestCursor()
    case .configured(target.window, let width, let height, let border):
      if try target.resize(width: width, height: height, border: border, on: connection) {
        try adoptSize()
      }
      isDamaged = true
    case .mapped(target.window):
      target.isVisible = true
      target.renew(on: connection)
      isDamaged = true
      updateMuted()
    case .unmapped(target.window):
      target.isVisible = false
      updateMuted()
    case .destroyed(target.window):
      throw CaptureError(
        .notFound, device: "\(connection.name) \(target.address.text)", "the window was closed")
    case .cursorChanged, .configured, .mapped, .unmapped, .destroyed, .other: break
    }
  }

  /// Switches to pictures of the surface's new size.
  private func adoptSize() throws(CaptureError) {
    layout = try Self.layout(of: target, connection)
    buffers.release(to: connection)
    buffers = PictureBuffers(byteCount: target.byteCount)
    lastFrame = nil
    configuration.width = layout.width
    configuration.height = layout.height
    sink.captureReconfigured(configuration)
  }
}
#endif
