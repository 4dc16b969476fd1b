/// What a request says of one kind of track: `true`, `false`, or constraints.
public enum BooleanOrMediaTrackConstraints: Hashable, Sendable {
  /// Any device will do, or none is wanted.
  case boolean(Bool)
  /// A device that can do this.
  case constraints(MediaTrackConstraints)

  /// The constraints, empty for `true`; `nil` when the kind is not requested.
  public var requested: MediaTrackConstraints? {
    switch self {
    case .boolean(true): MediaTrackConstraints(basic: .init())
    case .boolean(false): nil
    case .constraints(let constraints): constraints
    }
  }
}

extension BooleanOrMediaTrackConstraints: ExpressibleByBooleanLiteral, TrackConstraintsConvertible {
  /// Any device will do, or none is wanted.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// A device that can do this.
  public init(_ constraints: MediaTrackConstraints) { self = .constraints(constraints) }
}
