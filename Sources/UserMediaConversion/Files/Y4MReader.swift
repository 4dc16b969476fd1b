package import UserMediaCore

/// Reads frames of a YUV4MPEG2 file (mjpegtools, yuv4mpeg(5)), of eight to sixteen bits; see
/// ``Y4MSamples``. Transparency and the order of fields are not read.
package final class Y4MReader {
  /// The layout of every frame.
  package let layout: VideoFrameLayout
  /// The file's rate; 30 where the file does not tell.
  package let frameRate: FrameRate
  private let file: InputFile
  private let samples: Y4MSamples
  private let frameByteCount: Int
  /// What the file stores, where that is not what is given; from the first frame that is read on.
  private var stored = MemoryRegion(allocating: 0)
  private let firstFrame: Int
  private var position: Int

  /// Reads the header.
  /// - Throws: ``CaptureError`` when the file cannot be read, is no YUV4MPEG2 file, or has no whole
  ///   frame.
  package init(path: String) throws(CaptureError) {
    file = try InputFile(path: path)
    let header = try Self.line(file, at: 0, longest: 1024)
    guard let header, header.text.hasPrefix("YUV4MPEG2 ") else {
      throw file.invalid("is no YUV4MPEG2 file")
    }
    let fields = Self.fields(header.text)
    guard let width = fields["W"].flatMap({ Int($0) }),
      let height = fields["H"].flatMap({ Int($0) }),
      width > 0, height > 0, width <= VideoFrameLayout.largestSide,
      height <= VideoFrameLayout.largestSide, width * height <= 1 << 28
    else { throw file.invalid("does not tell a possible size") }
    // Programs of before the parameter C name the samples in a comment.
    let tag = fields["C"] ?? Self.comment("YSCSS=", header.text) ?? "420"
    guard let samples = Y4MSamples(tag) else {
      throw file.invalid(
        "has samples of an unknown kind: \(tag); those of 4:2:0, 4:2:2, 4:4:4, 4:1:1 and mono, "
          + "of 8 to 16 bits, can be read")
    }
    let colorSpace = VideoColorSpace(fullRange: Self.fullRange(header.text))
    guard let rate = Self.rate(fields["F"]),
      let layout = VideoFrameLayout(
        pixelFormat: samples.pixelFormat, width: width, height: height, colorSpace: colorSpace)
    else { throw file.invalid("does not tell a possible frame rate") }
    frameRate = rate
    self.layout = layout
    self.samples = samples
    frameByteCount = samples.byteCount(width: width, height: height)
    firstFrame = header.end
    position = header.end
    guard try read(into: nil) else { throw file.invalid("has no whole frame") }
    rewind()
  }

  /// Goes back to the first frame.
  package func rewind() {
    position = firstFrame
  }

  /// Reads the next frame into `target`, which has room for the layout; `false` at the end, which
  /// a frame that is not whole is too.
  package func read(into target: UnsafeMutableRawBufferPointer) throws(CaptureError) -> Bool {
    try read(into: Optional(target))
  }

  /// `nil` reads past the frame.
  private func read(into target: UnsafeMutableRawBufferPointer?) throws(CaptureError) -> Bool {
    guard let line = try Self.line(file, at: position, longest: 256),
      line.text == "FRAME" || line.text.hasPrefix("FRAME ")
    else { return false }
    let end = line.end + frameByteCount
    if let target {
      guard try readPicture(at: line.end, into: target) else { return false }
    } else {
      guard end <= (try file.byteCount()) else { return false }
    }
    position = end
    return true
  }

  private func readPicture(
    at offset: Int, into target: UnsafeMutableRawBufferPointer
  ) throws(CaptureError) -> Bool {
    let picture = UnsafeMutableRawBufferPointer(rebasing: target[..<layout.byteCount])
    if samples.isAsGiven { return try file.read(at: offset, into: picture) == picture.count }
    if stored.bytes.count < frameByteCount { stored = MemoryRegion(allocating: frameByteCount) }
    let bytes = UnsafeMutableRawBufferPointer(rebasing: stored.mutableBytes[..<frameByteCount])
    guard try file.read(at: offset, into: bytes) == frameByteCount else { return false }
    samples.convert(UnsafeRawBufferPointer(bytes), to: picture, layout)
    return true
  }

  /// A line of ASCII, whatever ends it, and where the next begins; `nil` when there is none that
  /// short.
  private static func line(
    _ file: InputFile, at offset: Int, longest: Int
  ) throws(CaptureError) -> (text: String, end: Int)? {
    try withUnsafeTemporaryAllocation(byteCount: longest, alignment: 1) {
      (bytes) throws(CaptureError) -> (text: String, end: Int)? in
      let count = try file.read(at: offset, into: bytes)
      guard let end = bytes[..<count].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      let textEnd = end > 0 && bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
      return (String(decoding: bytes[..<textEnd], as: UTF8.self), offset + end + 1)
    }
  }

  /// The parameters by their first letter.
  private static func fields(_ header: String) -> [Character: Substring] {
    header.split(separator: " ").dropFirst().reduce(into: [:]) { fields, field in
      if let name = field.first, fields[name] == nil { fields[name] = field.dropFirst() }
    }
  }

  /// The value of the comment with this name.
  private static func comment(_ name: String, _ header: String) -> Substring? {
    header.split(separator: " ").first { $0.hasPrefix("X" + name) }?.dropFirst(1 + name.count)
  }

  private static func rate(_ field: Substring?) -> FrameRate? {
    guard let field, field != "0:0" else { return FrameRate(30) }
    let parts = field.split(separator: ":", omittingEmptySubsequences: false).map { UInt32($0) }
    guard parts.count == 2, let numerator = parts[0], let denominator = parts[1] else { return nil }
    return FrameRate(numerator, denominator)
  }

  private static func fullRange(_ header: String) -> Bool? {
    switch comment("COLORRANGE=", header) {
    case "FULL": true
    case "LIMITED": false
    default: nil
    }
  }
}
