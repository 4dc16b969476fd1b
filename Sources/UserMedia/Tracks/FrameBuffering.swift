/// How much a consumer that is slower than its device keeps, and what it loses.
public struct FrameBuffering: Hashable, Sendable {
  /// The most frames that wait for the consumer.
  public let capacity: Int
  /// The most bytes that wait for it; a single frame may be larger.
  public let byteCount: Int
  /// Whether a frame too many is lost itself, rather than the oldest one that waits.
  let keepsOldest: Bool

  /// Only the newest frame waits: the least delay.
  public static let latest = newest(1)

  /// The newest `count` frames wait, at least one; a further one pushes out the oldest.
  public static func newest(_ count: Int) -> Self {
    Self(capacity: max(1, count), byteCount: .max, keepsOldest: false)
  }

  /// Every frame waits, in memory of up to `byteCount` bytes: for recording, where a gap is worse
  /// than a delay.
  ///
  /// A consumer that falls behind further than that loses the frames that come until there is room
  /// again, and ``FrameSubscription/dropped`` or the iterator's `dropped` counts them.
  /// Beyond the few buffers that the driver has, frames that wait are copies.
  public static func lossless(upToByteCount byteCount: Int) -> Self {
    Self(capacity: .max, byteCount: max(1, byteCount), keepsOldest: true)
  }
}
