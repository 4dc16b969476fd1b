public import UserMediaRecording

/// How a ``MediaRecorder`` records (MediaStream Recording, `MediaRecorderOptions`).
public struct MediaRecorderOptions: Hashable, Sendable {
  /// The media type, such as `"video/webm;codecs=vp8,opus"`; empty lets the recorder choose.
  public var mimeType: String
  /// The target for audio in bits per second; `nil` lets the recorder choose.
  public var audioBitsPerSecond: Int?
  /// The target for video in bits per second; `nil` lets the recorder choose by size and rate.
  public var videoBitsPerSecond: Int?
  /// The target for all tracks together in bits per second, instead of the two above.
  public var bitsPerSecond: Int?
  /// Whether the bit rate of audio follows the content.
  public var audioBitrateMode: BitrateMode
  /// The longest time between two key frames, in milliseconds; a player can seek to key frames.
  public var videoKeyFrameIntervalDuration: Int

  /// Creates options.
  public init(
    mimeType: String = "", audioBitsPerSecond: Int? = nil, videoBitsPerSecond: Int? = nil,
    bitsPerSecond: Int? = nil, audioBitrateMode: BitrateMode = .variable,
    videoKeyFrameIntervalDuration: Int = 5000
  ) {
    self.mimeType = mimeType
    self.audioBitsPerSecond = audioBitsPerSecond
    self.videoBitsPerSecond = videoBitsPerSecond
    self.bitsPerSecond = bitsPerSecond
    self.audioBitrateMode = audioBitrateMode
    self.videoKeyFrameIntervalDuration = videoKeyFrameIntervalDuration
  }
}

/// What a ``MediaRecorder`` is doing (MediaStream Recording, `RecordingState`).
public enum RecordingState: String, Hashable, Sendable {
  /// It has not started, or has stopped.
  case inactive
  /// It records.
  case recording
  /// It has started, and records nothing until it is resumed.
  case paused
}

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
