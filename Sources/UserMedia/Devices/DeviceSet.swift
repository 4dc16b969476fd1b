public import UserMediaCore

/// Which devices a ``Navigator`` uses: for each kind, the first group of drivers that has any.
public struct DeviceSet: Sendable {
  let cameras: [[CameraOwner]]
  let microphones: [[MicrophoneOwner]]
  /// Where screens and windows come from: one driver, which has the whole screen.
  let displays: DisplayOwner

  /// The devices of drivers of the program's own, or of a chosen mixture.
  public init(
    cameras: [any CameraDriver], microphones: [any MicrophoneDriver],
    displays: (any DisplayDriver)? = nil
  ) {
    self.init(cameras: cameras, microphones: microphones, displays: displays, timing: .system)
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
