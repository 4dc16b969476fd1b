import UserMediaCore

/// The source of a synthetic camera's pictures.
protocol PictureSource: AnyObject {
  /// One frame, or the reason why there is none. `number` counts frames since the start, including
  /// dropped ones; times are in microseconds, `elapsed` since the start.
  /// - Throws: if there will be no more frames.
  func frame(
    _ number: UInt64, timestamp: Int64, duration: Int64, elapsed: Int64
  ) throws(CaptureError) -> Picture
}

/// The result of a ``PictureSource``.
enum Picture {
  case frame(VideoFrame)
  case dropped(DropReason)
}
