/// A request for one kind of track: `true`, `false`, or constraints.
public enum BooleanOrMediaTrackConstraints: Hashable, Sendable {
  /// Any device, or none.
  case boolean(Bool)
  /// A device that meets these constraints.
  case constraints(MediaTrackConstraints)

  /// The constraints, empty for `true`; `nil` if the kind is not requested.
  public var requested: MediaTrackConstraints? {
    switch self {
    case .boolean(true): MediaTrackConstraints(basic: .init())
    case .boolean(false): nil
    case .constraints(let constraints): constraints
    }
  }
}

extension BooleanOrMediaTrackConstraints: ExpressibleByBooleanLiteral, TrackConstraintsConvertible {
  /// Any device, or none.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// A device that meets these constraints.
  public init(_ constraints: MediaTrackConstraints) { self = .constraints(constraints) }
}
