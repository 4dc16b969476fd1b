/// The constraints that can have an effect with this library (Media Capture and Streams,
/// `MediaTrackSupportedConstraints`); the same at all times.
public struct MediaTrackSupportedConstraints: Hashable, Sendable {
  /// Their names, in the specification's order.
  public let names: [String]

  /// What can have an effect.
  public init() {
    names = ConstrainableProperty.allCases.filter(\.canBeSet).map(\.rawValue)
  }

  /// Whether a constraint can have an effect: `supported["width"]`.
  public subscript(name: String) -> Bool { names.contains(name) }
}
