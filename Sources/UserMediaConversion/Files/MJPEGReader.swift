import Glibc
package import UserMediaCore

/// Reads a file's JPEGs one at a time: a single picture, or Motion JPEG without a container. Other
/// data before, between and after them is skipped, such as the boundaries of
/// `multipart/x-mixed-replace`.
package final class MJPEGReader {
  /// The width and height in pixels of the first picture that can be decoded.
  package private(set) var size: (width: Int, height: Int)
  private let file: InputFile
  private let pool = BufferPool()
  private var position = 0
  /// The likely size of the next picture.
  private var window = 1 << 18

  /// The maximum length of a picture.
  private static let longestPicture = 1 << 25
  /// The maximum offset of the first picture.
  private static let longestPreamble = 1 << 20
  /// Give up on a file after this many undecodable pictures.
  private static let mostUndecodable = 30

  /// Reads up to the first picture that can be decoded.
  /// - Throws: ``CaptureError`` if the file cannot be read, has no JPEG in its first megabyte, none
  ///   that can be decoded among its first 30, or one that this library cannot decode: R G B, CMYK,
  ///   lossless, or not 8 bits per sample.
  package init(path: String) throws(CaptureError) {
    file = try InputFile(path: path)
    size = (0, 0)
    var failures: [DOMException] = []
    while failures.count < Self.mostUndecodable, let item = try next(),
      position < Self.longestPreamble || item.isPicture
    {
      guard case .picture(let picture) = item else { continue }
      let bytes = UnsafeRawBufferPointer(
        rebasing: picture.buffer.regions[0].bytes[..<picture.byteCount])
      if let reason = JPEGStructure(bytes).unsupported { throw file.invalid(reason) }
      do throws(DOMException) {
        // The header alone may claim an impossible size.
        _ = try picture.frame().decoded()
        size = (picture.width, picture.height)
        rewind()
        return
      } catch {
        failures.append(error)
      }
    }
    guard let failure = failures.first else { throw file.invalid("has no complete JPEG") }
    throw CaptureError(
      .unsupported, device: path, "has no JPEG that can be decoded: \(failure.message)",
      cause: failure.cause)
  }

  /// One picture in the file.
  package struct Picture {
    /// The memory that holds it, starting at its first byte.
    package let buffer: FrameBuffer
    /// The picture's length in bytes.
    package let byteCount: Int
    /// Width and height in pixels.
    package let width: Int
    package let height: Int
    /// Whether it has an end marker; without one, only decoding shows whether it is complete.
    package let hasEnd: Bool

    /// The picture as a frame.
    fileprivate func frame() throws(DOMException) -> VideoFrame {
      guard
        let layout = VideoFrameLayout(pixelFormat: .mjpeg, width: width, height: height, planes: [])
      else { throw DOMException(.notSupported, "\(width)x\(height) is no possible size") }
      return VideoFrame(
        buffer: buffer, layout: layout, byteCount: byteCount, timestamp: 0, sequence: 0)
    }
  }

  /// An item read from the file.
  package enum Item {
    case picture(Picture)
    /// The start of a picture that lacks required parts.
    case damaged

    var isPicture: Bool { if case .picture = self { true } else { false } }
  }

  /// Returns to the first picture.
  package func rewind() {
    position = 0
  }

  /// The next picture, even without an end marker; `nil` at the end of the file, or if no picture
  /// starts within the maximum length of one.
  package func next() throws(CaptureError) -> Item? {
    let most = position == 0 ? Self.longestPreamble : Self.longestPicture
    let last = position + most
    while position < last {
      let buffer = pool.take(byteCount: window)
      let count = try file.read(at: position, into: buffer.regions[0].mutableBytes)
      // The pool's memory may be longer than requested.
      let isEnd = count < buffer.regions[0].bytes.count
      let bytes = UnsafeRawBufferPointer(rebasing: buffer.regions[0].bytes[..<count])
      guard let start = JPEGMarkers.startOfImage(in: bytes, from: 0) else {
        if isEnd { return nil }
        // A start marker and the byte after it may be split.
        position += count - 2
        continue
      }
      guard start == 0 else {
        position += start
        continue
      }
      let structure = JPEGStructure(bytes)
      let end: Int
      var hasEnd = false
      switch structure.end {
      case .marker(let offset): (end, hasEnd) = (offset, true)
      case .nextPicture(let offset): end = offset
      case .beyond where isEnd: end = count
      case .beyond where window < Self.longestPicture:
        window *= 2
        continue
      case .beyond: end = count - 2
      }
      position += end
      guard structure.hasPicture else { return .damaged }
      return .picture(
        Picture(
          buffer: buffer, byteCount: end, width: structure.width, height: structure.height,
          hasEnd: hasEnd))
    }
    return nil
  }
}
