import UserMediaConstraints
public import UserMediaCore

/// One device as a program sees it (Media Capture and Streams, `MediaDeviceInfo`).
public class MediaDeviceInfo: @unchecked Sendable {
  // Unchecked, because a non-final class cannot conform to Sendable otherwise: all members are
  // constant.

  /// The device's persistent id, the same in each run of the program; see ``DeviceIdentity``.
  public let deviceId: String
  /// The kind of media the device captures or plays.
  public let kind: MediaDeviceKind
  /// The device's human-readable name.
  public let label: String
  /// Shared by the camera and the microphone of one physical device, during this run.
  public let groupId: String

  /// A device reported by the program itself; see ``PartialMediaDevices``.
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
