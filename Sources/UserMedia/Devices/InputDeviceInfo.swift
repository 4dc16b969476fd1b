public import UserMediaConstraints
public import UserMediaCore

/// A camera or a microphone (Media Capture and Streams, `InputDeviceInfo`).
public final class InputDeviceInfo: MediaDeviceInfo, @unchecked Sendable {
  // Unchecked, like its superclass: all members are constant.

  let candidate: CandidateDevice
  let driver: DeviceHub.Driver
  private let identity: DeviceIdentity
  /// The name of the driver: `"V4L2"`, `"PulseAudio"`, `"synthetic"`.
  public let driverName: String

  /// Whether only the kind may be exposed, for lack of permission.
  let isHidden: Bool

  init(_ device: DeviceHub.Device) {
    isHidden = false
    candidate = device.candidate
    driver = device.driver
    identity = device.identity
    driverName = device.driver.name
    super.init(device.candidate)
  }

  /// A placeholder that tells a program without permission that a device of this kind exists (Media
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

  /// The info of another device of the same driver.
  func replaced(by description: DeviceDescription) -> InputDeviceInfo {
    InputDeviceInfo(
      DeviceHub.Device(
        candidate: CandidateDevice(
          description: description, deviceId: identity.deviceId(description),
          groupId: identity.groupId(description)),
        driver: driver, identity: identity))
  }

  /// The capabilities of an unconstrained track of this device; empty without permission.
  public func getCapabilities() -> MediaTrackCapabilities {
    isHidden ? MediaTrackCapabilities() : MediaTrackCapabilities(of: candidate)
  }

  /// The permission it requires.
  var permission: PermissionName {
    candidate.description.display == nil ? PermissionName(kind) : .displayCapture
  }

  /// Whether both are the same device of one driver, whatever id the program saw for it.
  func isSame(as other: DeviceHub.Device) -> Bool {
    let (own, theirs) = (candidate.description, other.candidate.description)
    return driver.owner === other.driver.owner && own.kind == theirs.kind && own.id == theirs.id
      && own.address == theirs.address
  }

  /// Whether `"default"` refers to it.
  var isDefault: Bool { candidate.description.isDefault }

  /// The driver's description of the device: its modes, and the path to open it; empty without
  /// permission.
  public var deviceDescription: DeviceDescription { candidate.description }
}
