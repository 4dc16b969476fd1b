/// No device can do what the constraints require (Media Capture and Streams,
/// `OverconstrainedError`).
///
/// Unchecked, because its superclass is: all members are constants.
public final class OverconstrainedError: DOMException, @unchecked Sendable {
  /// The constraint that could not be met, by its current name; where only a combination cannot, the
  /// one that does not go with those before it.
  ///
  /// Empty only in `getUserMedia`, while the program may not know of devices of the kind: it was
  /// never allowed to use one, and would have to ask (Media Capture and Streams, 10.2, "Constraint
  /// Failure"). Otherwise a request that asks nobody would tell what devices there are.
  public let constraint: String
  /// Every required constraint that no device meets even by itself, in the order they were written;
  /// more than the specification asks.
  public let failures: [Failure]

  /// One constraint that no device meets.
  public struct Failure: Hashable, Sendable {
    /// The constraint's current name.
    public let constraint: String
    /// The value nearest to the required one that could be had, as JSON; `nil` when there is none.
    public let nearest: String?

    /// A constraint, and the nearest value that could be had.
    public init(constraint: String, nearest: String? = nil) {
      self.constraint = constraint
      self.nearest = nearest
    }
  }

  /// An error that blames `constraint`.
  public init(
    constraint: String, message: String = "", failures: [Failure] = [], cause: SystemCause? = nil
  ) {
    self.constraint = constraint
    self.failures = failures
    super.init(name: Name.overconstrained.rawValue, message: message, cause: cause)
  }
}
