/// The constraints that this library knows (Media Capture and Streams,
/// `MediaTrackSupportedConstraints`); the same at all times.
public struct MediaTrackSupportedConstraints: Hashable, Sendable {
  /// Their names, in the specification's order.
  public let names: [String]

  /// What this library knows.
  public init() {
    names = ConstrainableProperty.allCases.map(\.rawValue)
  }

  /// Whether a constraint is known: `supported["width"]`. One that is not is ignored.
  public subscript(name: String) -> Bool { names.contains(name) }
}
