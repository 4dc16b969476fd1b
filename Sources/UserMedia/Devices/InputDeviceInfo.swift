public import UserMediaConstraints
public import UserMediaCore

/// A camera or a microphone (Media Capture and Streams, `InputDeviceInfo`).
public final class InputDeviceInfo: MediaDeviceInfo, @unchecked Sendable {
  // Unchecked as its superclass is: all members are constants.

  let candidate: CandidateDevice
  let driver: DeviceHub.Driver
  private let identity: DeviceIdentity
  /// The driver that reaches the device: `"V4L2"`, `"PulseAudio"`, `"synthetic"`.
  public let driverName: String

  /// Whether nothing but the kind may be told, for want of permission.
  let isHidden: Bool

  init(_ device: DeviceHub.Device) {
    isHidden = false
    candidate = device.candidate
    driver = device.driver
    identity = device.identity
    driverName = device.driver.name
    super.init(device.candidate)
  }

  /// A device of which a program without permission learns that there is one of its kind (Media
  /// Capture and Streams, 9.2.1).
  init(hiding device: DeviceHub.Device) {
    isHidden = true
    let description =
      switch device.candidate.description.kind {
      case .videoinput:
        DeviceDescription(camera: "", groupId: "", label: "", address: "", modes: [])
      case .audioinput, .audiooutput:
        DeviceDescription(
          microphone: "", groupId: "", label: "", address: "", audio: AudioCapabilities())
      }
    candidate = CandidateDevice(description: description, deviceId: "", groupId: "")
    driver = device.driver
    identity = device.identity
    driverName = device.driver.name
    super.init(candidate)
  }

  /// Another device of the same driver.
  func replaced(by description: DeviceDescription) -> InputDeviceInfo {
    InputDeviceInfo(
      DeviceHub.Device(
        candidate: CandidateDevice(
          description: description, deviceId: identity.deviceId(description),
          groupId: identity.groupId(description)),
        driver: driver, identity: identity))
  }

  /// What an unconstrained track of the device could do; nothing without permission.
  public func getCapabilities() -> MediaTrackCapabilities {
    isHidden ? MediaTrackCapabilities() : capabilities(of: candidate)
  }

  /// What has to be allowed for it.
  var permission: PermissionName {
    candidate.description.display == nil ? PermissionName(kind) : .displayCapture
  }

  /// Whether it is a driver's same device, whatever ids it had when the program learned of it.
  func isSame(as other: DeviceHub.Device) -> Bool {
    let (own, theirs) = (candidate.description, other.candidate.description)
    return driver.owner === other.driver.owner && own.kind == theirs.kind && own.id == theirs.id
      && own.address == theirs.address
  }

  /// Whether it is the one that `"default"` means.
  var isDefault: Bool { candidate.description.isDefault }

  /// What the driver says of the device: its modes, and where it is opened; nothing without
  /// permission.
  public var deviceDescription: DeviceDescription { candidate.description }
}
