/// Counts of a recording.
public struct RecordingStats: Hashable, Sendable {
  /// The recorded time in microseconds, without pauses.
  public var duration: Int64 = 0
  /// The bytes written so far.
  public var byteCount = 0
  /// The pictures encoded so far.
  public var encodedVideoFrames = 0
  /// The pictures dropped because the machine or the output was too slow.
  public var droppedVideoFrames = 0
}
