import FileTestSupport
import Testing
import UserMediaCore

@testable import UserMediaConversion

/// Files by other programs: every kind of sample and header.
@Suite struct WAVFormatTests {
  private let directory = try! TemporaryDirectory()

  /// Builds a file by hand. `extended` gives the format as a GUID, and the number of valid bits.
  private func file(
    _ riff: String = "RIFF", tag: UInt16, bits: UInt16, frameBytes: UInt16, channels: UInt16 = 1,
    extended: UInt16? = nil, longData: UInt64? = nil, _ samples: [UInt8]
  ) throws -> String {
    func number(_ value: some FixedWidthInteger) -> [UInt8] {
      withUnsafeBytes(of: riff == "RIFX" ? value.bigEndian : value.littleEndian) { Array($0) }
    }
    var format = number(extended == nil ? tag : 0xfffe) + number(channels) + number(UInt32(8000))
    format += number(UInt32(8000) * UInt32(frameBytes)) + number(frameBytes) + number(bits)
    if let extended {
      format += number(UInt16(22)) + number(extended) + number(UInt32(4)) + number(tag)
      format += [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71]
    }
    var bytes = Array("WAVE".utf8)
    if let longData {
      bytes += Array("ds64".utf8) + number(UInt32(28)) + number(UInt64(1000)) + number(longData)
      bytes += [UInt8](repeating: 0, count: 12)
    }
    // An unknown chunk with an odd length.
    bytes += Array("LIST".utf8) + number(UInt32(5)) + [1, 2, 3, 4, 5, 0]
    bytes += Array("fmt ".utf8) + number(UInt32(format.count)) + format
    bytes += Array("data".utf8) + number(longData == nil ? UInt32(samples.count) : .max) + samples
    return try directory.write(
      Array(riff.utf8) + number(longData == nil ? UInt32(bytes.count) : .max) + bytes, "a.wav")
  }

  @Test(
    arguments: [
      (1, 8, 1, WAVSample.u8), (1, 12, 2, .s16), (1, 16, 2, .s16), (1, 20, 3, .s24),
      (1, 24, 3, .s24), (1, 20, 4, .s32), (1, 24, 4, .s32), (1, 32, 4, .s32), (1, 64, 8, .s64),
      (3, 32, 4, .f32), (3, 64, 8, .f64), (6, 8, 1, .aLaw), (7, 8, 1, .muLaw),
    ] as [(UInt16, UInt16, UInt16, WAVSample)])
  func everySampleKindIsRead(tag: UInt16, bits: UInt16, byteCount: UInt16, sample: WAVSample) throws
  {
    for channels in [1, 2, 6] as [UInt16] {
      let samples = [UInt8](repeating: 3, count: Int(byteCount * channels) * 10)
      for extended in [nil, bits] {
        let path = try file(
          tag: tag, bits: extended == nil ? bits : 8 * byteCount, frameBytes: byteCount * channels,
          channels: channels, extended: extended, samples)
        let reader = try WAVReader(path: path)
        #expect(reader.sample == sample && reader.channelCount == Int(channels))
        #expect(reader.frameCount == 10 && reader.sampleRate == 8000)
      }
    }
  }

  @Test(arguments: ["RF64", "BW64"])
  func sixtyFourBitLengthsAreRead(riff: String) throws {
    let path = try file(
      riff, tag: 1, bits: 16, frameBytes: 2, longData: 6, [1, 0, 2, 0, 3, 0, 9, 9, 9, 9])
    #expect(try WAVReader(path: path).frameCount == 3)
  }

  @Test func bigEndianFilesAreRead() throws {
    let path = try file("RIFX", tag: 1, bits: 16, frameBytes: 2, [0x12, 0x34, 0x56, 0x78])
    let reader = try WAVReader(path: path)
    var bytes = [UInt8](repeating: 0, count: 4)
    #expect(try bytes.withUnsafeMutableBytes { try reader.read(from: 0, into: $0) } == 2)
    #expect(bytes == [0x34, 0x12, 0x78, 0x56])
    #expect(reader.sampleRate == 8000)
  }

  @Test(
    arguments: [
      (2, 4, 256, "has ADPCM with 4 bits and block alignment 256, which is not supported"),
      (17, 4, 256, "has ADPCM "), (49, 0, 65, "has GSM 6.10 "), (0x55, 0, 1, "has MPEG audio "),
      (0x1234, 8, 1, "has format 0x1234 with 8 bits"),
      (3, 16, 2, "has floating point with 16 bits and block alignment 2, which cannot be read"),
      (1, 16, 1, "has PCM with 16 bits and block alignment 1, which cannot be read"),
      (1, 0, 2, "has PCM with 0 bits "), (1, 16, 3, "has PCM with 16 bits and block alignment 3,"),
      (1, 65, 8, "has PCM with 65 bits "), (6, 16, 2, "has A-law with 16 bits "),
    ] as [(UInt16, UInt16, UInt16, String)])
  func unreadableSamplesAreNamed(
    tag: UInt16, bits: UInt16, frameBytes: UInt16, message: String
  ) throws {
    let path = try file(
      tag: tag, bits: bits, frameBytes: frameBytes, [UInt8](repeating: 0, count: 600))
    let error = #expect(throws: CaptureError.self) { try WAVReader(path: path) }
    #expect(error?.kind == .unsupported)
    #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
  }
}
