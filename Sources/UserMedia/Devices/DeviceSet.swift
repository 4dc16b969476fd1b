public import UserMediaCore

/// The devices a ``Navigator`` uses: for each kind, the first driver group that has any.
public struct DeviceSet: Sendable {
  let cameras: [[CameraOwner]]
  let microphones: [[MicrophoneOwner]]
  /// The source of screens and windows: a single driver for the whole display.
  let displays: DisplayOwner

  /// Devices of custom drivers, or a custom combination.
  public init(
    cameras: [any CameraDriver], microphones: [any MicrophoneDriver],
    displays: (any DisplayDriver)? = nil
  ) {
    self.init(cameras: cameras, microphones: microphones, displays: displays, timing: .system)
  }

  /// The same on another clock, which decides when devices without enabled tracks are released.
  package init(
    cameras: [any CameraDriver], microphones: [any MicrophoneDriver],
    displays: (any DisplayDriver)?, clock: any Clock<Duration>
  ) {
    self.init(
      cameras: cameras, microphones: microphones, displays: displays,
      timing: SourceTiming(clock: clock))
  }

  init(
    cameras: [any CameraDriver], microphones: [any MicrophoneDriver],
    displays: (any DisplayDriver)? = nil, timing: SourceTiming
  ) {
    self.init(
      cameras: [cameras.map { CameraOwner($0, timing: timing) }],
      microphones: [microphones.map { MicrophoneOwner($0, timing: timing) }],
      displays: displays.map { DisplayOwner($0, timing: timing) } ?? .none)
  }

  init(
    cameras: [[CameraOwner]], microphones: [[MicrophoneOwner]], displays: DisplayOwner
  ) {
    self.displays = displays
    self.cameras = cameras
    self.microphones = microphones
  }
}
