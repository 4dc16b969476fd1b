import UserMediaCore

/// The chunks of a WAV or RF64 file, up to its samples.
struct WAVChunks {
  struct Format {
    let tag: UInt16
    let channelCount: Int
    let sampleRate: Int
    let frameByteCount: Int
    let bits: UInt16
  }

  private(set) var format: Format?
  private(set) var dataOffset = 0
  private let file: InputFile
  /// What the header says; `nil` for "unknown".
  private var dataByteCount: Int?

  /// Reads up to the samples.
  init(_ file: InputFile) throws(CaptureError) {
    self.file = file
    let head = try file.bytes(at: 0, 12)
    guard head.count == 12, ["RIFF", "RF64"].contains(Self.name(head, 0)),
      Self.name(head, 8) == "WAVE"
    else { throw file.invalid("is no WAV file") }
    var offset = 12
    var longDataByteCount: Int?
    // A bound, so that no file makes this go on for long.
    for _ in 0..<1000 {
      let chunk = try file.bytes(at: offset, 8)
      guard chunk.count == 8 else { break }
      let size = Int(Self.value(chunk, 4, UInt32.self))
      offset += 8
      switch Self.name(chunk, 0) {
      case "fmt ": format = try Self.format(file, offset, size)
      case "ds64":
        let sizes = try file.bytes(at: offset, 24)
        if sizes.count == 24 { longDataByteCount = Int(exactly: Self.value(sizes, 8, UInt64.self)) }
      case "data":
        dataOffset = offset
        // Programs that write to a pipe leave the length open, as 0 or as the greatest number.
        dataByteCount = size == UInt32.max ? longDataByteCount : size == 0 ? nil : size
        return
      default: break
      }
      offset += size + size % 2
    }
    throw file.invalid("has no sound")
  }

  /// The bytes of samples that are really there.
  func measuredDataByteCount() throws(CaptureError) -> Int {
    let byteCount = max(0, try file.byteCount() - dataOffset)
    return min(dataByteCount ?? byteCount, byteCount)
  }

  private static func format(
    _ file: InputFile, _ offset: Int, _ size: Int
  ) throws(CaptureError) -> Format? {
    let chunk = try file.bytes(at: offset, min(size, 40))
    guard chunk.count >= 16 else { return nil }
    var tag = value(chunk, 0, UInt16.self)
    // WAVE_FORMAT_EXTENSIBLE: the tag is the beginning of a GUID.
    if tag == 0xfffe, chunk.count >= 26 { tag = value(chunk, 24, UInt16.self) }
    return Format(
      tag: tag, channelCount: Int(value(chunk, 2, UInt16.self)),
      sampleRate: Int(value(chunk, 4, UInt32.self)),
      frameByteCount: Int(value(chunk, 12, UInt16.self)), bits: value(chunk, 14, UInt16.self))
  }

  private static func name(_ bytes: [UInt8], _ offset: Int) -> String {
    String(decoding: bytes[offset..<offset + 4], as: UTF8.self)
  }

  private static func value<Value: FixedWidthInteger>(
    _ bytes: [UInt8], _ offset: Int, _: Value.Type
  ) -> Value {
    bytes[offset..<offset + Value.bitWidth / 8].reversed().reduce(0) { $0 << 8 | Value($1) }
  }
}
