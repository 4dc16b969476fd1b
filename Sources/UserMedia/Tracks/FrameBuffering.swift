/// How many frames are buffered for a slow consumer, and which are dropped.
public struct FrameBuffering: Hashable, Sendable {
  /// The maximum number of buffered frames.
  public let capacity: Int
  /// The maximum number of buffered bytes; a single frame may exceed it.
  public let byteCount: Int
  /// Whether a full buffer drops the new frame rather than the oldest one.
  let keepsOldest: Bool

  /// Buffers only the newest frame: the lowest latency.
  public static let latest = newest(1)

  /// Buffers the newest `count` frames, at least one; a new frame replaces the oldest.
  public static func newest(_ count: Int) -> Self {
    Self(capacity: max(1, count), byteCount: .max, keepsOldest: false)
  }

  /// Buffers every frame, in up to `byteCount` bytes of memory: for recording, where a gap is worse
  /// than a delay.
  ///
  /// If the consumer falls further behind, new frames are dropped until there is room;
  /// ``FrameSubscription/dropped`` or the iterator's `dropped` counts them. Beyond the driver's few
  /// buffers, buffered frames are copies.
  public static func lossless(upToByteCount byteCount: Int) -> Self {
    Self(capacity: .max, byteCount: max(1, byteCount), keepsOldest: true)
  }
}
