package import UserMediaCore

/// Reads the frames of a YUV4MPEG2 file (mjpegtools, yuv4mpeg(5)) with 8 to 16 bits; see
/// ``Y4MSamples``. Transparency and the field order are ignored.
package final class Y4MReader {
  /// The layout of every frame.
  package let layout: VideoFrameLayout
  /// The file's frame rate; 30 if it has none.
  package let frameRate: FrameRate
  private let file: InputFile
  private let samples: Y4MSamples
  private let frameByteCount: Int
  /// The stored frame if it needs conversion; allocated for the first frame read.
  private var stored = MemoryRegion(allocating: 0)
  private let firstFrame: Int
  private var position: Int

  /// Reads the header.
  /// - Throws: ``CaptureError`` if the file cannot be read, is not a YUV4MPEG2 file, or has no
  ///   complete frame.
  package init(path: String) throws(CaptureError) {
    file = try InputFile(path: path)
    let header = try Self.line(file, at: 0, longest: 1024)
    guard let header, header.text.hasPrefix("YUV4MPEG2 ") else {
      throw file.invalid("is not a YUV4MPEG2 file")
    }
    let fields = Self.fields(header.text)
    guard let width = fields["W"].flatMap({ Int($0) }),
      let height = fields["H"].flatMap({ Int($0) }),
      width > 0, height > 0, width <= VideoFrameLayout.largestSide,
      height <= VideoFrameLayout.largestSide, width * height <= 1 << 28
    else { throw file.invalid("has no valid size") }
    // Programs that predate the parameter C name the samples in a comment.
    let tag = fields["C"] ?? Self.comment("YSCSS=", header.text) ?? "420"
    guard let samples = Y4MSamples(tag) else {
      throw file.invalid(
        "has an unsupported sample format: \(tag); 4:2:0, 4:2:2, 4:4:4, 4:1:1 and mono "
          + "with 8 to 16 bits are supported")
    }
    let colorSpace = VideoColorSpace(fullRange: Self.fullRange(header.text))
    guard let rate = Self.rate(fields["F"]),
      let layout = VideoFrameLayout(
        pixelFormat: samples.pixelFormat, width: width, height: height, colorSpace: colorSpace)
    else { throw file.invalid("has no valid frame rate") }
    frameRate = rate
    self.layout = layout
    self.samples = samples
    frameByteCount = samples.byteCount(width: width, height: height)
    firstFrame = header.end
    position = header.end
    guard try read(into: nil) else { throw file.invalid("has no complete frame") }
    rewind()
  }

  /// Returns to the first frame.
  package func rewind() {
    position = firstFrame
  }

  /// Reads the next frame into `target`, which must have room for the layout. Returns `false` at
  /// the end or at an incomplete frame.
  package func read(into target: UnsafeMutableRawBufferPointer) throws(CaptureError) -> Bool {
    try read(into: Optional(target))
  }

  /// `nil` skips the frame.
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

  /// A line of ASCII, however it ends, and the start of the next; `nil` if there is no line that
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

  /// The parameters, keyed by their first letter.
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
    let rate = FrameRate(numerator, denominator)
    return rate.flatMap { possibleRates.contains($0.framesPerSecond) ? $0 : nil }
  }

  /// From a frame an hour, as of a time lapse, to the fastest cameras.
  private static let possibleRates = (1.0 / 3600)...100_000

  private static func fullRange(_ header: String) -> Bool? {
    switch comment("COLORRANGE=", header) {
    case "FULL": true
    case "LIMITED": false
    default: nil
    }
  }
}
