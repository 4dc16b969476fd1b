package import UserMediaCore

/// Reads frames of a YUV4MPEG2 file (mjpegtools, yuv4mpeg(5)): 4:2:0, 4:2:2 and luma alone, eight
/// bits.
package final class Y4MReader {
  /// The layout of every frame.
  package let layout: VideoFrameLayout
  /// The file's rate; 30 where the file does not tell.
  package let frameRate: FrameRate
  private let file: InputFile
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
    guard let format = Self.format(fields["C"] ?? "420jpeg") else {
      throw file.invalid("has samples of an unknown kind: C\(fields["C"] ?? "")")
    }
    let colorSpace = VideoColorSpace(fullRange: Self.fullRange(header.text))
    guard let rate = Self.rate(fields["F"]),
      let layout = VideoFrameLayout(
        pixelFormat: format, width: width, height: height, colorSpace: colorSpace)
    else { throw file.invalid("does not tell a possible frame rate") }
    frameRate = rate
    self.layout = layout
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
    let end = line.end + layout.byteCount
    if let target {
      let picture = UnsafeMutableRawBufferPointer(rebasing: target[..<layout.byteCount])
      guard try file.read(at: line.end, into: picture) == picture.count else { return false }
    } else {
      guard end <= (try file.byteCount()) else { return false }
    }
    position = end
    return true
  }

  /// A line of ASCII and where the next begins; `nil` when there is none that short.
  private static func line(
    _ file: InputFile, at offset: Int, longest: Int
  ) throws(CaptureError) -> (text: String, end: Int)? {
    try withUnsafeTemporaryAllocation(byteCount: longest, alignment: 1) {
      (bytes) throws(CaptureError) -> (text: String, end: Int)? in
      let count = try file.read(at: offset, into: bytes)
      guard let end = bytes[..<count].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      return (String(decoding: bytes[..<end], as: UTF8.self), offset + end + 1)
    }
  }

  /// The parameters by their first letter.
  private static func fields(_ header: String) -> [Character: Substring] {
    header.split(separator: " ").dropFirst().reduce(into: [:]) { fields, field in
      if let name = field.first, fields[name] == nil { fields[name] = field.dropFirst() }
    }
  }

  private static func format(_ chroma: Substring) -> PixelFormat? {
    switch chroma {
    case "420", "420jpeg", "420mpeg2", "420paldv": .i420
    case "422": .i422
    case "mono": .grey
    default: nil
    }
  }

  private static func rate(_ field: Substring?) -> FrameRate? {
    guard let field, field != "0:0" else { return FrameRate(30) }
    let parts = field.split(separator: ":", omittingEmptySubsequences: false).map { UInt32($0) }
    guard parts.count == 2, let numerator = parts[0], let denominator = parts[1] else { return nil }
    return FrameRate(numerator, denominator)
  }

  private static func fullRange(_ header: String) -> Bool? {
    for field in header.split(separator: " ") {
      if field == "XCOLORRANGE=FULL" { return true }
      if field == "XCOLORRANGE=LIMITED" { return false }
    }
    return nil
  }
}
