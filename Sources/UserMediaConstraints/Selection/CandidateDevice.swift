public import UserMediaCore

/// A device under the ids that the program knows.
public struct CandidateDevice: Hashable, Sendable {
  /// What the driver says of it.
  public var description: DeviceDescription
  /// The id that the program sees.
  public var deviceId: String
  /// The id of the physical device that the program sees.
  public var groupId: String

  /// A device and its ids.
  public init(description: DeviceDescription, deviceId: String, groupId: String) {
    self.description = description
    self.deviceId = deviceId
    self.groupId = groupId
  }
}
