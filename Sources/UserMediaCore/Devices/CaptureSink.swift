/// Where a session delivers. Called on the driver's thread, one call after another; must return
/// soon and never block.
public protocol CaptureSink: AnyObject, Sendable {
  /// Data that the driver gave and nobody will see.
  func captureDropped(_ reason: DropReason, count: Int)

  /// The device gives no data for now, or gives it again.
  func captureMuted(_ muted: Bool)

  /// The device is gone or broken; the session delivers nothing more and needs only to be closed.
  func captureEnded(_ error: CaptureError)
}

/// Where a camera delivers.
public protocol VideoSink: CaptureSink {
  /// One frame, lent for as long as any copy is kept.
  func capture(_ frame: VideoFrame)

  /// The camera runs in another way from the next frame on, by itself: what it is connected to
  /// changed. Without an implementation: nothing.
  func captureReconfigured(_ configuration: VideoConfiguration)
}

extension VideoSink {
  /// Each frame tells its size.
  public func captureReconfigured(_ configuration: VideoConfiguration) {}
}

/// Where a microphone delivers.
public protocol AudioSink: CaptureSink {
  /// A stretch of sound, lent for as long as any copy is kept.
  func capture(_ data: AudioData)

  /// The sound comes from another microphone from now on, and in another way perhaps: a person moved
  /// it, or another one is the default (``AudioConfiguration/mayMove``). Without an implementation:
  /// nothing.
  func captureMoved(to device: DeviceDescription, as configuration: AudioConfiguration)
}

extension AudioSink {
  /// Sound is sound.
  public func captureMoved(to device: DeviceDescription, as configuration: AudioConfiguration) {}
}

/// Why data did not reach a consumer.
public enum DropReason: String, Hashable, Sendable, CaseIterable {
  /// The driver marked the buffer as damaged (V4L2, `V4L2_BUF_FLAG_ERROR`).
  case errorFlag
  /// The buffer held less than a whole frame.
  case short
  /// The frame could not be decoded.
  case corrupt
  /// The driver's counter jumped: it had no free buffer, or lost the frame.
  case sequenceGap
  /// The server overwrote sound before it was read.
  case overrun
}
