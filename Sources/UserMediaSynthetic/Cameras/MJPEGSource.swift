import UserMediaConversion
import UserMediaCore

/// A file's JPEGs in a loop. Damaged ones, and those whose size differs from the first, are
/// dropped.
final class MJPEGSource: PictureSource {
  private let reader: MJPEGReader
  private let path: String
  private let layout: VideoFrameLayout
  /// Whether the file gave a frame since it was last rewound.
  private var hasPlayed = false

  init(path: String) throws(CaptureError) {
    self.path = path
    reader = try MJPEGReader(path: path)
    let size = reader.size
    guard
      let layout = VideoFrameLayout(
        pixelFormat: .mjpeg, width: size.width, height: size.height, planes: [])
    else {
      throw CaptureError(
        .unsupported, device: path,
        "has a JPEG of \(size.width)x\(size.height) pixels, which is too large")
    }
    self.layout = layout
  }

  func frame(
    _ number: UInt64, timestamp: Int64, duration: Int64, elapsed: Int64
  ) throws(CaptureError) -> Picture {
    var item = try reader.next()
    if item == nil {
      // Another program can rewrite the file while it plays.
      guard hasPlayed else {
        throw CaptureError(.unreadable, device: path, "has no JPEG that can be decoded any more")
      }
      hasPlayed = false
      reader.rewind()
      item = try reader.next()
    }
    guard let item else {
      throw CaptureError(.unreadable, device: path, "has no complete JPEG any more")
    }
    guard case .picture(let picture) = item else { return .dropped(.corrupt) }
    guard picture.width == layout.width, picture.height == layout.height else {
      return .dropped(.corrupt)
    }
    let frame = VideoFrame(
      buffer: picture.buffer, layout: layout, byteCount: picture.byteCount, timestamp: timestamp,
      duration: duration, sequence: number)
    guard picture.hasEnd || frame.isDecodable else { return .dropped(.corrupt) }
    hasPlayed = true
    return .frame(frame)
  }
}
