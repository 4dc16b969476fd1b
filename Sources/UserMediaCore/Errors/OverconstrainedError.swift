/// No device meets the constraints (Media Capture and Streams, `OverconstrainedError`).
///
/// Unchecked, like its superclass: all members are constant.
public final class OverconstrainedError: DOMException, @unchecked Sendable {
  /// The constraint that could not be met, by its current name; if only a combination cannot be
  /// met, the first one that conflicts with those before it.
  ///
  /// Empty only in `getUserMedia`, if devices of that kind must not be exposed yet: the program was
  /// never allowed to use one and would have to prompt (Media Capture and Streams, 10.2,
  /// "Constraint Failure"). Otherwise a request could probe for devices without a prompt.
  public let constraint: String
  /// Every required constraint that no device meets even on its own, in the order they were
  /// written. An addition to the specification.
  public let failures: [Failure]

  /// A constraint that no device meets.
  public struct Failure: Hashable, Sendable {
    /// The constraint's current name.
    public let constraint: String
    /// The available value nearest to the required one, as JSON; `nil` if there is none.
    public let nearest: String?

    /// Creates a failure from a constraint and the nearest available value.
    public init(constraint: String, nearest: String? = nil) {
      self.constraint = constraint
      self.nearest = nearest
    }
  }

  /// Creates an error about `constraint`.
  public init(
    constraint: String, message: String = "", failures: [Failure] = [], cause: SystemCause? = nil
  ) {
    self.constraint = constraint
    self.failures = failures
    super.init(name: Name.overconstrained.rawValue, message: message, cause: cause)
  }
}
