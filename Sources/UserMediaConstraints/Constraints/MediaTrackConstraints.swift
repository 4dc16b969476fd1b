/// What is asked of one track (Media Capture and Streams, `MediaTrackConstraints`).
public struct MediaTrackConstraints: Hashable, Sendable {
  /// What is required, and what is preferred among what can be had.
  public var basic: MediaTrackConstraintSet
  /// Further sets in the order of their importance: each is met whole, or left out; `nil` when
  /// there is no list at all.
  public var advanced: [MediaTrackConstraintSet]?

  /// Constraints of a basic set and a list of further ones.
  public init(basic: MediaTrackConstraintSet, advanced: [MediaTrackConstraintSet]? = nil) {
    self.basic = basic
    self.advanced = advanced
  }
}

extension MediaTrackConstraints: TrackConstraintsConvertible {
  /// The same constraints.
  public init(_ constraints: MediaTrackConstraints) { self = constraints }
}
