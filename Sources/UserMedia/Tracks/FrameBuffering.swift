/// How much a consumer that is slower than its device keeps, and what it loses.
public struct FrameBuffering: Hashable, Sendable {
  /// The most frames that wait for the consumer.
  public let capacity: Int

  /// Only the newest frame waits: the least delay.
  public static let latest = Self(capacity: 1)

  /// The newest `count` frames wait, at least one; a further one pushes out the oldest.
  public static func newest(_ count: Int) -> Self {
    Self(capacity: max(1, count))
  }
}
