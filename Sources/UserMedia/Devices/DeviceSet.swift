public import UserMediaCore

/// Which devices a ``Navigator`` uses: for each kind, the first group of drivers that has any.
public struct DeviceSet: Sendable {
  let cameras: [[CameraOwner]]
  let microphones: [[MicrophoneOwner]]

  /// The devices of drivers of the program's own, or of a chosen mixture.
  public init(cameras: [any CameraDriver], microphones: [any MicrophoneDriver]) {
    self.init(cameras: cameras, microphones: microphones, timing: .system)
  }

  init(
    cameras: [any CameraDriver], microphones: [any MicrophoneDriver], timing: SourceTiming
  ) {
    self.init(
      cameras: [cameras.map { CameraOwner($0, timing: timing) }],
      microphones: [microphones.map { MicrophoneOwner($0, timing: timing) }])
  }

  init(cameras: [[CameraOwner]], microphones: [[MicrophoneOwner]]) {
    self.cameras = cameras
    self.microphones = microphones
  }
}
