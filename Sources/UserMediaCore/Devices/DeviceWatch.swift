/// Watches devices while it is held; see ``CaptureDriver/watchDevices(_:)``.
public final class DeviceWatch: Sendable {
  private let end: @Sendable () -> Void

  /// Creates a watch; `end` is called once, when it ends.
  public init(end: @escaping @Sendable () -> Void) {
    self.end = end
  }

  deinit {
    end()
  }
}
