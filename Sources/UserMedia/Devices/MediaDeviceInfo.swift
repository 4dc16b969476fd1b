import UserMediaConstraints
public import UserMediaCore

/// One device as a program sees it (Media Capture and Streams, `MediaDeviceInfo`).
public class MediaDeviceInfo: @unchecked Sendable {
  // Unchecked, because a class with subclasses is not Sendable by itself: all members are
  // constants.

  /// The device's lasting id, the same on each run of the program; see ``DeviceIdentity``.
  public let deviceId: String
  /// What the device gives or takes.
  public let kind: MediaDeviceKind
  /// The device's name for a person.
  public let label: String
  /// Equal for the camera and the microphone of one physical device, during this run.
  public let groupId: String

  /// A device that the program itself tells of; see ``PartialMediaDevices``.
  public init(deviceId: String, kind: MediaDeviceKind, label: String = "", groupId: String = "") {
    self.deviceId = deviceId
    self.kind = kind
    self.label = label
    self.groupId = groupId
  }

  init(_ device: CandidateDevice) {
    deviceId = device.deviceId
    kind = device.description.kind
    label = device.description.label
    groupId = device.groupId
  }
}
