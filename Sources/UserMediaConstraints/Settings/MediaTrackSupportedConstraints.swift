/// The constraints that this library supports (Media Capture and Streams,
/// `MediaTrackSupportedConstraints`); they never change.
public struct MediaTrackSupportedConstraints: Hashable, Sendable {
  /// Their names, in the specification's order.
  public let names: [String]

  /// The supported constraints.
  public init() {
    names = ConstrainableProperty.allCases.filter(\.canBeSet).map(\.rawValue)
  }

  /// Whether a constraint is supported: `supported["width"]`.
  public subscript(name: String) -> Bool { names.contains(name) }
}
