/// Hears of devices for as long as it is held; see ``CaptureDriver/watchDevices(_:)``.
public final class DeviceWatch: Sendable {
  private let end: @Sendable () -> Void

  /// A watch that `end` ends, called once.
  public init(end: @escaping @Sendable () -> Void) {
    self.end = end
  }

  deinit {
    end()
  }
}
