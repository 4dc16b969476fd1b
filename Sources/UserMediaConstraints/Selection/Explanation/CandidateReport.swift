package import UserMediaCore

/// Why a device was chosen, or was not.
package struct CandidateReport: Hashable, Sendable {
  /// Which of the devices.
  package let deviceIndex: Int
  /// Its best settings; `nil` when it cannot do what is required.
  package let selection: Selection?
  /// What each constraint of the basic set adds to the fitness distance; empty without a selection.
  package let distances: [Distance]
  /// Which of the advanced sets are met; empty without a selection.
  package let advancedMet: [Bool]
  /// How far what is asked for is from the camera's own mode that it is made from; 0 without a
  /// selection.
  package let adaptation: Double
  /// The required constraints that the device does not meet even by themselves, each with the
  /// nearest value that it has; empty without a selection when only their combination fails.
  package let failures: [OverconstrainedError.Failure]
  /// The camera's own modes, as it lists them.
  package let modes: [ModeReport]

  /// What one constraint adds to the fitness distance.
  package struct Distance: Hashable, Sendable {
    package let property: ConstrainableProperty
    package let distance: Double
  }

  /// One of a camera's own modes, without cropping or scaling.
  package struct ModeReport: Hashable, Sendable {
    package let mode: VideoMode
    /// The mode's settings that are nearest to what is asked for; `nil` when it has no sizes.
    package let settings: MediaTrackSettings?
    /// Their fitness distance; infinite when something required is not met.
    package let fitnessDistance: Double
    /// The first required constraint that they do not meet.
    package let unmet: ConstrainableProperty?
  }
}
