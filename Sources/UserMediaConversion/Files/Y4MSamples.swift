import CYUV
import UserMediaCore

/// A Y4M file's sample format, named as in its parameter `C`: `420jpeg`, `422p10`, `mono`.
///
/// A format without its own pixel format is converted to the nearest one: 4:4:4 and 4:1:1 to 4:2:2,
/// and more than eight bits to the upper eight.
struct Y4MSamples: Equatable {
  /// Horizontal and vertical pixels per chroma sample; 0 for luma only.
  let across: Int
  let down: Int
  /// Bits per sample; more than eight are stored as 16-bit little-endian.
  let bits: Int
  /// Whether an alpha plane follows.
  let hasAlpha: Bool

  /// The format named by a tag, case-insensitive; `nil` for others.
  init?(_ tag: Substring) {
    let tag = tag.lowercased()
    let shapes: [(name: String, across: Int, down: Int)] = [
      ("420", 2, 2), ("422", 2, 1), ("444", 1, 1), ("411", 4, 1), ("440", 1, 2), ("410", 4, 4),
      ("mono", 0, 0),
    ]
    guard let shape = shapes.first(where: { tag.hasPrefix($0.name) }) else { return nil }
    (across, down) = (shape.across, shape.down)
    let rest = tag.dropFirst(shape.name.count)
    hasAlpha = shape.name == "444" && rest == "alpha"
    // The last three specify the chroma siting, which this library ignores.
    if rest.isEmpty || hasAlpha || across == 2 && ["jpeg", "mpeg2", "paldv"].contains(rest) {
      bits = 8
    } else {
      let digits = across == 0 ? rest : rest.hasPrefix("p") ? rest.dropFirst() : ""
      guard let bits = Int(digits), (8...16).contains(bits) else { return nil }
      self.bits = bits
    }
  }

  /// The format of the returned frames.
  var pixelFormat: PixelFormat {
    if across == 0 { return .grey }
    return down == 1 ? .i422 : .i420
  }

  /// Whether the file stores exactly the bytes of ``pixelFormat``.
  var isAsGiven: Bool { bits == 8 && !hasAlpha && (across == 0 || across == 2) }

  private var bytesPerSample: Int { bits > 8 ? 2 : 1 }

  /// The width and height in samples of each returned plane, as stored in the file.
  private func planes(width: Int, height: Int) -> [(width: Int, height: Int)] {
    guard across > 0 else { return [(width, height)] }
    let chroma = ((width + across - 1) / across, (height + down - 1) / down)
    return [(width, height), chroma, chroma]
  }

  /// The size of a frame in the file, in bytes.
  func byteCount(width: Int, height: Int) -> Int {
    let samples = planes(width: width, height: height).reduce(0) { $0 + $1.width * $1.height }
    return bytesPerSample * (samples + (hasAlpha ? width * height : 0))
  }

  /// Converts a frame of the file to ``pixelFormat``.
  /// - Precondition: `stored` is a complete frame, and `target` has room for `layout`.
  func convert(
    _ stored: UnsafeRawBufferPointer, to target: UnsafeMutableRawBufferPointer,
    _ layout: VideoFrameLayout
  ) {
    var offset = 0
    for (index, size) in planes(width: layout.width, height: layout.height).enumerated() {
      let plane = layout.planes[index]
      let geometry = pixelFormat.planeGeometry[index]
      let given = Plane(
        start: target.baseAddress!.assumingMemoryBound(to: UInt8.self) + plane.offset,
        width: Int32(geometry.rowBytes(width: layout.width)),
        height: Int32(geometry.rows(height: layout.height)))
      convert(stored.baseAddress! + offset, Int32(size.width), Int32(size.height), to: given)
      offset += bytesPerSample * size.width * size.height
    }
  }

  /// A plane without padding.
  private struct Plane {
    let start: UnsafeMutablePointer<UInt8>
    let width: Int32
    let height: Int32
  }

  private func convert(
    _ stored: UnsafeRawPointer, _ width: Int32, _ height: Int32, to given: Plane
  ) {
    guard bits > 8 else {
      return scale(stored.assumingMemoryBound(to: UInt8.self), width, height, to: given)
    }
    let samples = stored.assumingMemoryBound(to: UInt16.self)
    // libyuv multiplies by the factor and drops sixteen bits.
    let factor: Int32 = 1 << (24 - Int32(bits))
    if width == given.width && height == given.height {
      return Convert16To8Plane(samples, width, given.start, width, factor, width, height)
    }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Int(width) * Int(height)) { upper in
      Convert16To8Plane(samples, width, upper.baseAddress!, width, factor, width, height)
      scale(upper.baseAddress!, width, height, to: given)
    }
  }

  private func scale(
    _ samples: UnsafePointer<UInt8>, _ width: Int32, _ height: Int32, to given: Plane
  ) {
    ScalePlane(
      samples, width, width, height, given.start, given.width, given.width, given.height,
      kFilterBox)
  }
}
