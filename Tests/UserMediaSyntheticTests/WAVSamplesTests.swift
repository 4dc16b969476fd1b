import Testing
import UserMediaConversion

@testable import UserMediaSynthetic

/// Samples of every kind, read as 16 bits and as floating point.
@Suite struct WAVSamplesTests {
  private func bytes(_ values: some Sequence<some FixedWidthInteger>) -> [UInt8] {
    values.flatMap { value in withUnsafeBytes(of: value.littleEndian) { Array($0) } }
  }

  private func read(_ bytes: [UInt8], _ sample: WAVSample) -> (s16: [Int16], f32: [Float]) {
    let count = bytes.count / sample.byteCount
    var (s16, f32) = ([Int16](repeating: 0, count: count), [Float](repeating: 0, count: count))
    bytes.withUnsafeBytes { bytes in
      let samples = WAVSamples(bytes, sample)
      s16.withUnsafeMutableBufferPointer { samples.write(to: $0) }
      f32.withUnsafeMutableBufferPointer { samples.write(to: $0) }
    }
    return (s16, f32)
  }

  private let levels: [Int16] = [0, 1, -1, 1000, -1000, 12345, -32768, 32767]

  @Test func integersOfEveryWidth() {
    let files: [(WAVSample, [UInt8])] = [
      (.s16, bytes(levels)),
      (.s24, levels.flatMap { [0] + bytes([$0]) }),
      (.s32, bytes(levels.map { Int32($0) << 16 })),
      (.s64, bytes(levels.map { Int64($0) << 48 })),
    ]
    for (sample, file) in files {
      let result = read(file, sample)
      #expect(result.s16 == levels, "\(sample)")
      #expect(result.f32 == levels.map { Float($0) / 32768 }, "\(sample)")
    }
    #expect(read([0, 128, 255], .u8).s16 == [-32768, 0, 127 << 8])
  }

  @Test func floatingPointOfBothWidths() {
    let values: [Double] = [0, 0.5, -0.5, 1, -1, 1.5, -7, .nan, .infinity]
    let f32 = read(bytes(values.map { Float($0).bitPattern }), .f32)
    let f64 = read(bytes(values.map(\.bitPattern)), .f64)
    #expect(f32.f32 == [0, 0.5, -0.5, 1, -1, 1, -1, 0, 1] && f64.f32 == f32.f32)
    #expect(f32.s16 == [0, 16384, -16384, 32767, -32768, 32767, -32768, 0, 32767])
    #expect(f64.s16 == f32.s16)
  }

  /// Values of ITU-T G.711, tables 1 and 2, in 16 bits.
  @Test func telephonySamples() {
    #expect(
      read([0xff, 0x7f, 0x80, 0x00, 0xfe, 0xf0, 0xef, 0x8f], .muLaw).s16
        == [0, 0, 32124, -32124, 8, 120, 132, 16764])
    #expect(
      read([0xd5, 0x55, 0xaa, 0x2a, 0xd4, 0xc5, 0xf5, 0xa5], .aLaw).s16
        == [8, -8, 32256, -32256, 24, 264, 528, 16896])
    // Every code in order, from the smallest to the largest value.
    let up = (0...127).map { read([UInt8(255 - $0)], .muLaw).s16[0] }
    #expect(zip(up, up.dropFirst()).allSatisfy { $0 < $1 })
    let rising = (0...127).map { read([UInt8($0 | 0x80) ^ 0x55], .aLaw).s16[0] }
    #expect(zip(rising, rising.dropFirst()).allSatisfy { $0 < $1 })
  }
}
