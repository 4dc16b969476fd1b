public import UserMediaCore

/// A device with the ids that the program sees.
public struct CandidateDevice: Hashable, Sendable {
  /// The driver's description.
  public var description: DeviceDescription
  /// The device id that the program sees.
  public var deviceId: String
  /// The group id, shared by the devices of one physical device, that the program sees.
  public var groupId: String

  /// Creates a candidate.
  public init(description: DeviceDescription, deviceId: String, groupId: String) {
    self.description = description
    self.deviceId = deviceId
    self.groupId = groupId
  }
}
