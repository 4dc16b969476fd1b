/// Receives a session's data. Called on the driver's thread, one call at a time; must return
/// quickly and never block.
public protocol CaptureSink: AnyObject, Sendable {
  /// Counts data from the device that will reach no consumer.
  func captureDropped(_ reason: DropReason, count: Int)

  /// The device temporarily delivers no data, or delivers it again.
  func captureMuted(_ muted: Bool)

  /// The device is gone or broken. The session delivers nothing more and only has to be closed.
  func captureEnded(_ error: CaptureError)
}

/// Receives a camera's frames.
public protocol VideoSink: CaptureSink {
  /// Receives one frame, lent for as long as any copy is held.
  func capture(_ frame: VideoFrame)

  /// The camera changed its configuration on its own from the next frame on, because its input
  /// changed. Default implementation: does nothing.
  func captureReconfigured(_ configuration: VideoConfiguration)
}

extension VideoSink {
  /// Each frame carries its own size.
  public func captureReconfigured(_ configuration: VideoConfiguration) {}
}

/// Receives a microphone's audio.
public protocol AudioSink: CaptureSink {
  /// Receives a chunk of audio, lent for as long as any copy is held.
  func capture(_ data: AudioData)

  /// The audio now comes from another microphone, possibly in a new configuration: the user moved
  /// it, or the default changed (``AudioConfiguration/mayMove``). Default implementation: does
  /// nothing.
  func captureMoved(to device: DeviceDescription, as configuration: AudioConfiguration)
}

extension AudioSink {
  /// Default implementation: ignores the move.
  public func captureMoved(to device: DeviceDescription, as configuration: AudioConfiguration) {}
}

/// Why data did not reach a consumer.
public enum DropReason: String, Hashable, Sendable, CaseIterable {
  /// The driver marked the buffer as damaged (V4L2, `V4L2_BUF_FLAG_ERROR`).
  case errorFlag
  /// The buffer held less than a full frame.
  case short
  /// The frame could not be decoded.
  case corrupt
  /// The driver's counter skipped: it had no free buffer, or lost the frame.
  case sequenceGap
  /// The server overwrote audio before it was read.
  case overrun
}
