import Glibc
package import UserMediaCore

/// Reads the JPEGs of a file one after another: a single picture, or Motion JPEG without a
/// container.
package final class MJPEGReader {
  /// Pixels across and down of the first picture.
  package private(set) var size: (width: Int, height: Int)
  private let file: InputFile
  private let pool = BufferPool()
  private var position = 0
  /// As much as the next picture is likely to take.
  private var window = 1 << 18

  /// The largest picture that is looked for the end of.
  private static let largestPicture = 1 << 25

  /// Reads the first picture's headers.
  /// - Throws: ``CaptureError`` when the file cannot be read or does not begin with a whole JPEG.
  package init(path: String) throws(CaptureError) {
    file = try InputFile(path: path)
    size = (0, 0)
    guard let first = try next() else { throw file.invalid("has no whole JPEG") }
    size = (first.width, first.height)
    rewind()
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
  }

  /// Goes back to the first picture.
  package func rewind() {
    position = 0
  }

  /// The next picture; `nil` at the end, or when no whole one follows many that are cut off. What
  /// lies between pictures is passed over.
  package func next() throws(CaptureError) -> Picture? {
    var damaged = 0
    while damaged < 8 {
      let buffer = pool.take(byteCount: window)
      let count = try file.read(at: position, into: buffer.regions[0].mutableBytes)
      let bytes = UnsafeRawBufferPointer(rebasing: buffer.regions[0].bytes[..<count])
      guard let start = Self.startOfImage(bytes) else { return nil }
      if start > 0 {
        position += start
        continue
      }
      let structure = JPEGStructure(bytes)
      if let end = structure.endOffset, structure.width > 0, structure.height > 0 {
        position += end
        return Picture(
          buffer: buffer, byteCount: end, width: structure.width, height: structure.height)
      }
      if count == window, window < Self.largestPicture {
        window *= 2
      } else {
        // On to the next beginning.
        position += 2
        damaged += 1
      }
    }
    return nil
  }

  private static func startOfImage(_ bytes: UnsafeRawBufferPointer) -> Int? {
    var position = 0
    while let base = bytes.baseAddress, position + 2 < bytes.count,
      let found = memchr(base + position, 0xff, bytes.count - position - 2)
    {
      position = found - UnsafeMutableRawPointer(mutating: base)
      if bytes[position + 1] == JPEGMarkers.startOfImage, bytes[position + 2] == 0xff {
        return position
      }
      position += 1
    }
    return nil
  }
}
