public import UserMedia
import UserMediaCore
public import UserMediaSynthetic

/// Cameras, microphones and screens that a program's own tests unplug, mute and break.
///
///     let devices = TestDevices()
///     let navigator = Navigator(devices: devices.deviceSet)
///     let stream = try await navigator.mediaDevices.getUserMedia(.init(video: true))
///     devices.cameras[0].unplug()
///     await navigator.runCallbacks()  // The handlers have run.
///
/// They show test patterns and sound tones, as ``DeviceSet/synthetic`` does. With a ``TestClock`` they
/// deliver only as much as the test asks for, however busy the machine is.
public struct TestDevices: Sendable {
  /// For `Navigator(devices:)`; each navigator of the set uses the same devices.
  public let deviceSet: DeviceSet
  /// The cameras, in the order they were given; the first one is the default.
  public let cameras: [TestDevice]
  /// The microphones, in the order they were given; the first one is the default.
  public let microphones: [TestDevice]
  /// The screens and windows, in the order they were given.
  public let displays: [TestDevice]

  /// Creates devices that are all plugged in and work.
  /// - Parameters:
  ///   - devices: patterns, tones and files; by default two cameras and a microphone.
  ///   - clock: paces the devices; `nil` for the system's clock.
  public init(_ devices: [SyntheticDevice] = SyntheticDevice.defaults, clock: TestClock? = nil) {
    let driver = SyntheticDriver(devices: devices, pacemaker: clock?.pacemaker ?? Pacemaker())
    deviceSet = DeviceSet(
      cameras: [driver], microphones: [driver], displays: driver,
      clock: clock ?? SuspendingClock() as any Clock<Duration>)
    let all = driver.descriptions
    func test(_ isWanted: (DeviceDescription) -> Bool) -> [TestDevice] {
      all.filter(isWanted).map { TestDevice(driver: driver, id: $0.id, label: $0.label) }
    }
    cameras = test { $0.kind == .videoinput && $0.display == nil }
    microphones = test { $0.kind == .audioinput }
    displays = test { $0.display != nil }
  }
}
