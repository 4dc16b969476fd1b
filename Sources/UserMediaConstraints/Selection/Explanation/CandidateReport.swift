package import UserMediaCore

/// Why a device was or was not chosen.
package struct CandidateReport: Hashable, Sendable {
  /// The index of the device.
  package let deviceIndex: Int
  /// Its best settings; `nil` if it cannot meet the requirements.
  package let selection: Selection?
  /// What each constraint of the basic set adds to the fitness distance; empty without a selection.
  package let distances: [Distance]
  /// Which of the advanced sets are met; empty without a selection.
  package let advancedMet: [Bool]
  /// How far the constrained settings are from those of the native mode they are made from; 0
  /// without a selection.
  package let adaptation: Double
  /// The requirements that the device does not meet even on their own, each with the nearest value
  /// that it has; empty if only their combination fails.
  package let failures: [OverconstrainedError.Failure]
  /// The native modes, in the camera's order.
  package let modes: [ModeReport]

  /// What one constraint adds to the fitness distance.
  package struct Distance: Hashable, Sendable {
    package let property: ConstrainableProperty
    package let distance: Double
  }

  /// A native mode, without cropping or scaling.
  package struct ModeReport: Hashable, Sendable {
    package let mode: VideoMode
    /// The mode's settings nearest to the constraints; `nil` if its sizes are unknown.
    package let settings: MediaTrackSettings?
    /// Their fitness distance; infinite if they do not meet a requirement.
    package let fitnessDistance: Double
    /// The first requirement that they do not meet.
    package let unmet: ConstrainableProperty?
  }
}
