public import UserMediaCore

extension Selection {
  /// Chooses devices and their settings for constraints (Media Capture and Streams, 10.2, steps 6.3
  /// to 6.6, and 6.1.2, `SelectSettings`).
  ///
  /// Constraints on properties that tracks of `kind` do not have, and devices of other kinds, are
  /// ignored.
  ///
  /// Beyond the specification, a preferred `aspectRatio` may be rounded: a camera's own size within
  /// half a percent of it is at distance 0, and so is a cropped or scaled size that differs only by
  /// rounding to even sides. Where the aspect ratio is constrained at all, a camera's own size is
  /// preferred among those at the same distance, then one with even sides within 640x480, then a
  /// larger even one.
  ///
  /// - Returns: A selection for each device that meets the requirements, best first. They are ranked
  ///   by the advanced sets that they meet, earlier sets first; then by fitness distance; then the
  ///   default device comes first; then by how far the constrained settings are from a native mode;
  ///   then, if no device is the default, the first one comes first; then by the size nearest to
  ///   640x480, the rate nearest to 30, and the format that is cheapest to deliver; finally by the
  ///   order of `devices`. Empty if there is no device of `kind` at all.
  /// - Throws: `TypeError` if a property is required that `getUserMedia` does not allow as a
  ///   requirement; `OverconstrainedError` if no device meets the requirements.
  public static func selectSettings(
    for constraints: MediaTrackConstraints, kind: MediaDeviceKind, among devices: [CandidateDevice]
  ) throws -> [Selection] {
    guard devices.contains(where: { $0.description.kind == kind }) else { return [] }
    try checkRequiredNames(of: constraints.basic, kind: kind)
    return try rank(constraints, kind: kind, among: devices)
  }

  /// Chooses settings for the device that a track already has (Media Capture and Streams, 4.3.5, the
  /// `ApplyConstraints` algorithm): like ``selectSettings(for:kind:among:)``, but every property may
  /// be required.
  package static func selectSettings(
    for constraints: MediaTrackConstraints, of device: CandidateDevice
  ) throws -> Selection {
    try rank(constraints, kind: device.description.kind, among: [device])[0]
  }
}

/// Every device that meets the requirements, best first. At least one device must be of the kind.
private func rank(
  _ constraints: MediaTrackConstraints, kind: MediaDeviceKind, among devices: [CandidateDevice]
) throws -> [Selection] {
  var search = DeviceSearch(constraints, kind: kind)
  let ranked = search.ranked(devices, kind: kind)
  if ranked.isEmpty {
    throw Overconstrained(
      constraints.basic, kind: kind, candidates: devices.filter { $0.description.kind == kind }
    ).error
  }
  return ranked.map { Selection(deviceIndex: $0.index, outcome: $0.outcome) }
}

/// Throws for a requirement that is not among the allowed required constraints for device selection
/// (Media Capture and Streams, 10.2, step 6.4).
private func checkRequiredNames(of set: MediaTrackConstraintSet, kind: MediaDeviceKind) throws {
  for entry in set.entries
  where entry.property.applies(to: kind) && !entry.property.mayBeRequiredForSelection
    && Demand(entry, bareIsIdeal: true).isRequired
  {
    throw TypeError(
      "\(entry.property.rawValue) cannot be required here: remove min, max and exact")
  }
}
