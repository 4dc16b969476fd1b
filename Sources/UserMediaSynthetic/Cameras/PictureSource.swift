import UserMediaCore

/// Where a synthetic camera's pictures come from.
protocol PictureSource: AnyObject {
  /// One frame, or why there is none. `number` counts the frames since the start, those that were
  /// left out too; the times are in microseconds, `elapsed` since the start.
  /// - Throws: when there will be none any more.
  func frame(
    _ number: UInt64, timestamp: Int64, duration: Int64, elapsed: Int64
  ) throws(CaptureError) -> Picture
}

/// What a ``PictureSource`` gives.
enum Picture {
  case frame(VideoFrame)
  case dropped(DropReason)
}
