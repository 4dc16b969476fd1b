public import UserMediaConstraints
public import UserMediaCore

/// A camera or a microphone (Media Capture and Streams, `InputDeviceInfo`).
public final class InputDeviceInfo: MediaDeviceInfo, @unchecked Sendable {
  // Unchecked as its superclass is: all members are constants.

  let candidate: CandidateDevice
  let driver: DeviceHub.Driver
  /// The driver that reaches the device: `"V4L2"`, `"PulseAudio"`, `"synthetic"`.
  public let driverName: String

  init(_ device: DeviceHub.Device) {
    candidate = device.candidate
    driver = device.driver
    driverName = device.driver.name
    super.init(device.candidate)
  }

  /// What an unconstrained track of the device could do.
  public func getCapabilities() -> MediaTrackCapabilities { capabilities(of: candidate) }

  /// What the driver says of the device: its modes, and where it is opened.
  public var deviceDescription: DeviceDescription { candidate.description }
}
