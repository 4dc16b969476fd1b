public import UserMediaCore

/// Chooses devices and their settings for constraints (Media Capture and Streams, 10.2, steps 6.3
/// to 6.6, and 6.1.2, `SelectSettings`).
///
/// Constraints on properties that tracks of `kind` do not have are left out. Devices of other kinds
/// are passed over.
///
/// - Returns: A selection for each device that can do what is required, best first: by the advanced
///   sets that are met, the earlier ones first; by the fitness distance; the default device; what
///   is asked for as the camera has it by itself, or nearest to that; where no device is the
///   default, the first; the size nearest to 640x480, the rate nearest to 30, the format that is
///   cheapest to deliver; by the order of `devices`. Empty when there is no device of `kind` at
///   all.
/// - Throws: `TypeError` when a property is required that `getUserMedia` does not take as required;
///   `OverconstrainedError` when no device can do what is required.
public func selectSettings(
  for constraints: MediaTrackConstraints, kind: MediaDeviceKind, among devices: [CandidateDevice]
) throws -> [Selection] {
  guard devices.contains(where: { $0.description.kind == kind }) else { return [] }
  try checkRequiredNames(of: constraints.basic, kind: kind)
  return try rank(constraints, kind: kind, among: devices)
}

/// Chooses settings for the device that a track has already (Media Capture and Streams, 4.3.5, the
/// `ApplyConstraints` algorithm): as ``selectSettings(for:kind:among:)``, but every property may be
/// required.
package func selectSettings(
  for constraints: MediaTrackConstraints, of device: CandidateDevice
) throws -> Selection {
  try rank(constraints, kind: device.description.kind, among: [device])[0]
}

/// Every device that can do what is required, best first; there is one of the kind.
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

/// Throws when something is required that is not among the allowed required constraints for device
/// selection (Media Capture and Streams, 10.2, step 6.4).
private func checkRequiredNames(of set: MediaTrackConstraintSet, kind: MediaDeviceKind) throws {
  for entry in set.entries
  where entry.property.applies(to: kind) && !entry.property.mayBeRequiredForSelection
    && Demand(entry, bareIsIdeal: true).isRequired
  {
    throw TypeError(
      "\(entry.property.rawValue) cannot be required here: leave out min, max and exact")
  }
}
