import UserMediaCore

/// The chunks of a WAV file, up to its samples: RIFF, big-endian RIFX, and RF64 or BW64 with 64-bit
/// lengths (EBU Tech 3306, ITU-R BS.2088).
struct WAVChunks {
  struct Format {
    let tag: UInt16
    let channelCount: Int
    let sampleRate: Int
    let frameByteCount: Int
    let bits: UInt16

    /// The encoding's name ("Multimedia Data Standards Update", 1994, and mmreg.h).
    var name: String {
      switch tag {
      case 1: "PCM"
      case 2, 0x11, 0x200: "ADPCM"
      case 3: "floating point"
      case 6: "A-law"
      case 7: "µ-law"
      case 0x31: "GSM 6.10"
      case 0x50, 0x55: "MPEG audio"
      case 0xff, 0x1600...0x1610: "AAC"
      case 0x160...0x163: "Windows Media audio"
      case 0x2000: "AC-3"
      case 0x674f...0x6771: "Vorbis"
      case 0xf1ac: "FLAC"
      default: "format 0x\(String(tag, radix: 16))"
      }
    }

    /// Whether the encoding can be read, in its usual sizes.
    var isReadable: Bool { [1, 3, 6, 7].contains(tag) }
  }

  private(set) var format: Format?
  private(set) var dataOffset = 0
  /// Whether numbers and samples are big-endian.
  let isBigEndian: Bool
  private let file: InputFile
  /// The length from the header; `nil` if unknown.
  private var dataByteCount: Int?

  /// Reads up to the samples.
  init(_ file: InputFile) throws(CaptureError) {
    self.file = file
    let head = Bytes(try file.bytes(at: 0, 12))
    guard head.count == 12, ["RIFF", "RIFX", "RF64", "BW64"].contains(head.name(0)),
      head.name(8) == "WAVE"
    else { throw file.invalid("is not a WAV file") }
    isBigEndian = head.name(0) == "RIFX"
    var offset = 12
    var longDataByteCount: Int?
    // Bounded, so that no file keeps this busy for long.
    for _ in 0..<1000 {
      let chunk = try bytes(at: offset, 8)
      guard chunk.count == 8 else { break }
      let size = Int(chunk.value(4, UInt32.self))
      offset += 8
      switch chunk.name(0) {
      case "fmt ": format = Self.format(try bytes(at: offset, min(size, 40)))
      case "ds64":
        let sizes = try bytes(at: offset, min(size, 24))
        if sizes.count >= 16 { longDataByteCount = Int(exactly: sizes.value(8, UInt64.self)) }
      case "data":
        dataOffset = offset
        // Programs that write to a pipe leave the length at 0 or at the maximum.
        dataByteCount = size == UInt32.max ? longDataByteCount : size == 0 ? nil : size
        return
      default: break
      }
      offset += size + size % 2
    }
    throw file.invalid("has no audio")
  }

  /// The number of bytes of samples actually in the file.
  func measuredDataByteCount() throws(CaptureError) -> Int {
    let byteCount = max(0, try file.byteCount() - dataOffset)
    return min(dataByteCount ?? byteCount, byteCount)
  }

  private static func format(_ chunk: Bytes) -> Format? {
    // The oldest form, WAVEFORMAT, ends before the bit depth.
    guard chunk.count >= 14 else { return nil }
    var tag = chunk.value(0, UInt16.self)
    // WAVE_FORMAT_EXTENSIBLE: the tag is the start of a GUID.
    if tag == 0xfffe, chunk.count >= 26 { tag = chunk.value(24, UInt16.self) }
    let channelCount = Int(chunk.value(2, UInt16.self))
    let frameByteCount = Int(chunk.value(12, UInt16.self))
    let bits =
      chunk.count >= 16
      ? chunk.value(14, UInt16.self) : UInt16(min(8 * frameByteCount / max(channelCount, 1), 64))
    return Format(
      tag: tag, channelCount: channelCount, sampleRate: Int(chunk.value(4, UInt32.self)),
      frameByteCount: frameByteCount, bits: bits)
  }

  private func bytes(at offset: Int, _ count: Int) throws(CaptureError) -> Bytes {
    Bytes(try file.bytes(at: offset, count), isBigEndian: isBigEndian)
  }

  /// A section of the file.
  private struct Bytes {
    private let all: [UInt8]
    private let isBigEndian: Bool

    init(_ all: [UInt8], isBigEndian: Bool = false) {
      (self.all, self.isBigEndian) = (all, isBigEndian)
    }

    var count: Int { all.count }

    func name(_ offset: Int) -> String {
      String(decoding: all[offset..<offset + 4], as: UTF8.self)
    }

    func value<Value: FixedWidthInteger>(_ offset: Int, _: Value.Type) -> Value {
      let value = all[offset..<offset + Value.bitWidth / 8].reduce(0) { $0 << 8 | Value($1) }
      return isBigEndian ? value : value.byteSwapped
    }
  }
}
