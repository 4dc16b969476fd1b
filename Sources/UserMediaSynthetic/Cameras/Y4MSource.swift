import UserMediaConversion
import UserMediaCore

/// The frames of a Y4M file in a loop.
final class Y4MSource: PictureSource {
  private let reader: Y4MReader
  private let path: String
  private let pool = BufferPool()

  init(path: String) throws(CaptureError) {
    self.path = path
    reader = try Y4MReader(path: path)
  }

  func frame(
    _ number: UInt64, timestamp: Int64, duration: Int64, elapsed: Int64
  ) throws(CaptureError) -> Picture {
    let buffer = pool.take(byteCount: reader.layout.byteCount)
    let memory = buffer.regions[0].mutableBytes
    if try !reader.read(into: memory) {
      reader.rewind()
      guard try reader.read(into: memory) else {
        throw CaptureError(.unreadable, device: path, "has no complete frame any more")
      }
    }
    return .frame(
      VideoFrame(
        buffer: buffer, layout: reader.layout, timestamp: timestamp, duration: duration,
        sequence: number))
  }
}
