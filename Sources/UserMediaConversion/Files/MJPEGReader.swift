import Glibc
package import UserMediaCore

/// Reads the JPEGs of a file one after another: a single picture, or Motion JPEG without a
/// container. What stands before, between and behind them is passed over, the boundaries of
/// `multipart/x-mixed-replace` for one.
package final class MJPEGReader {
  /// Pixels across and down of the first whole picture.
  package private(set) var size: (width: Int, height: Int)
  private let file: InputFile
  private let pool = BufferPool()
  private var position = 0
  /// As much as the next picture is likely to take.
  private var window = 1 << 18

  /// The longest picture.
  private static let longestPicture = 1 << 25
  /// How far into a file its first picture begins at most.
  private static let longestPreamble = 1 << 20

  /// Reads the first picture's headers.
  /// - Throws: ``CaptureError`` when the file cannot be read, has no JPEG within its first megabyte,
  ///   or one that this library does not decode: R G B, CMYK, lossless, or not of 8 bits a sample.
  package init(path: String) throws(CaptureError) {
    file = try InputFile(path: path)
    size = (0, 0)
    while let item = try next(), position < Self.longestPreamble || item.isPicture {
      guard case .picture(let first) = item else { continue }
      let bytes = UnsafeRawBufferPointer(
        rebasing: first.buffer.regions[0].bytes[..<first.byteCount])
      let structure = JPEGStructure(bytes)
      if let reason = structure.unsupported { throw file.invalid(reason) }
      // A size that it cannot have is no size for a camera.
      guard structure.hasRoomForPicture else { continue }
      size = (first.width, first.height)
      rewind()
      return
    }
    throw file.invalid("has no whole JPEG")
  }

  /// One picture in the file.
  package struct Picture {
    /// The memory that holds it from its first byte.
    package let buffer: FrameBuffer
    /// The picture's length.
    package let byteCount: Int
    /// Pixels across and down.
    package let width: Int
    package let height: Int
    /// Whether it has its end marker; without one only decoding tells whether all of it is there.
    package let hasEnd: Bool
  }

  /// What is read from the file.
  package enum Item {
    case picture(Picture)
    /// The beginning of a picture without all that a picture needs.
    case damaged

    var isPicture: Bool { if case .picture = self { true } else { false } }
  }

  /// Goes back to the first picture.
  package func rewind() {
    position = 0
  }

  /// The next picture, also one that has no end marker; `nil` at the end of the file, and where none
  /// begins for as long as the longest one is.
  package func next() throws(CaptureError) -> Item? {
    let most = position == 0 ? Self.longestPreamble : Self.longestPicture
    let last = position + most
    while position < last {
      let buffer = pool.take(byteCount: window)
      let count = try file.read(at: position, into: buffer.regions[0].mutableBytes)
      // Memory of the pool may be longer than what was asked for.
      let isEnd = count < buffer.regions[0].bytes.count
      let bytes = UnsafeRawBufferPointer(rebasing: buffer.regions[0].bytes[..<count])
      guard let start = JPEGMarkers.startOfImage(in: bytes, from: 0) else {
        if isEnd { return nil }
        // A start marker and the byte behind it may be cut in two.
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
