/// The constraints on one track (Media Capture and Streams, `MediaTrackConstraints`).
public struct MediaTrackConstraints: Hashable, Sendable {
  /// The basic set: requirements and preferences.
  public var basic: MediaTrackConstraintSet
  /// Advanced sets in order of importance, each of which is met as a whole or skipped; `nil`
  /// without a list.
  public var advanced: [MediaTrackConstraintSet]?

  /// Creates constraints from a basic set and advanced sets.
  public init(basic: MediaTrackConstraintSet, advanced: [MediaTrackConstraintSet]? = nil) {
    self.basic = basic
    self.advanced = advanced
  }
}

extension MediaTrackConstraints: TrackConstraintsConvertible {
  /// These constraints.
  public init(_ constraints: MediaTrackConstraints) { self = constraints }
}
