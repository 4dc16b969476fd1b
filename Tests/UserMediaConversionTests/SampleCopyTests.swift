import Testing
import UserMediaConversion
import UserMediaCore

@Suite struct SampleCopyTests {
  private func copied<Value>(
    _ data: AudioData, _ options: AudioDataCopyToOptions, _ fill: Value
  ) throws -> [Value] {
    let size = try data.allocationSize(options)
    var values = [Value](repeating: fill, count: size / MemoryLayout<Value>.stride)
    try values.withUnsafeMutableBytes { try data.copy(to: $0, options) }
    return values
  }

  @Test func interleavedSamplesAreCopiedUnchanged() throws {
    let data = AudioData.of([1, 2, 3, 4, 5, 6] as [Int16], .s16, channels: 2)
    #expect(try copied(data, .init(), Int16(0)) == [1, 2, 3, 4, 5, 6])
    #expect(try copied(data, .init(frameOffset: 1), Int16(0)) == [3, 4, 5, 6])
    #expect(try copied(data, .init(frameOffset: 1, frameCount: 1), Int16(0)) == [3, 4])
    #expect(try data.allocationSize(.init(frameCount: 0)) == 0)
    #expect(data.numberOfPlanes(.s16) == 1 && data.numberOfPlanes(.f32Planar) == 2)
  }

  @Test func planesAreChannels() throws {
    let data = AudioData.of([1, 2, 3, 4, 5, 6] as [Int16], .s16, channels: 2)
    #expect(try copied(data, .init(format: .s16Planar), Int16(0)) == [1, 3, 5])
    #expect(try copied(data, .init(planeIndex: 1, format: .s16Planar), Int16(0)) == [2, 4, 6])
    let planar = AudioData.of([1, 3, 5, 2, 4, 6] as [Int16], .s16Planar, channels: 2)
    #expect(try copied(planar, .init(format: .s16), Int16(0)) == [1, 2, 3, 4, 5, 6])
    #expect(
      try copied(planar, .init(planeIndex: 1, frameOffset: 1), Int16(0)) == [4, 6])
  }

  @Test func everyFormatHoldsTheSameLevels() throws {
    let data = AudioData.of([-32768, -16384, 0, 16384] as [Int16], .s16, channels: 1)
    #expect(try data.samples(ofChannel: 0) == [-1, -0.5, 0, 0.5])
    #expect(try copied(data, .init(format: .f32), Float(9)) == [-1, -0.5, 0, 0.5])
    #expect(try copied(data, .init(format: .u8), UInt8(9)) == [0, 64, 128, 192])
    let wide: [Int32] = [.min, -1 << 30, 0, 1 << 30]
    #expect(try copied(data, .init(format: .s32), Int32(9)) == wide)
    let back = AudioData.of(wide, .s32, channels: 1)
    #expect(try copied(back, .init(format: .s16), Int16(9)) == [-32768, -16384, 0, 16384])
    let bytes = AudioData.of([0, 64, 128, 192] as [UInt8], .u8, channels: 1)
    #expect(try bytes.samples(ofChannel: 0) == [-1, -0.5, 0, 0.5])
  }

  @Test func floatsAreClampedWhenConvertedToIntegers() throws {
    let data = AudioData.of([1, 2, -2, .nan, .infinity] as [Float], .f32, channels: 1)
    #expect(
      try copied(data, .init(format: .s16), Int16(9)) == [32767, 32767, -32768, 0, 32767])
    #expect(try copied(data, .init(format: .u8), UInt8(9)) == [255, 255, 0, 128, 255])
    #expect(try data.samples(ofChannel: 0).prefix(3) == [1, 2, -2])
  }

  @Test(arguments: [
    AudioDataCopyToOptions(planeIndex: 1), .init(planeIndex: 2, format: .f32Planar),
    .init(planeIndex: -1), .init(frameOffset: 3), .init(frameOffset: -1), .init(frameCount: 4),
    .init(frameOffset: 1, frameCount: 3), .init(frameCount: -1),
  ])
  func invalidOptionsAreRejected(options: AudioDataCopyToOptions) {
    let data = AudioData.of([1, 2, 3, 4, 5, 6] as [Int16], .s16, channels: 2)
    #expect(throws: RangeError.self) { try data.allocationSize(options) }
  }

  @Test func smallDestinationIsRejected() {
    let data = AudioData.of([1, 2, 3] as [Int16], .s16, channels: 1)
    var bytes = [UInt8](repeating: 7, count: 5)
    let error = #expect(throws: RangeError.self) {
      try bytes.withUnsafeMutableBytes { try data.copy(to: $0) }
    }
    #expect(error?.name == "RangeError")
    #expect(bytes == [7, 7, 7, 7, 7])
  }
}

extension AudioData {
  /// Audio with these samples, in memory order.
  static func of<Value: BitwiseCopyable>(
    _ values: [Value], _ format: AudioSampleFormat, channels: Int
  ) -> AudioData {
    let byteCount = values.count * MemoryLayout<Value>.stride
    let region = MemoryRegion(allocating: max(byteCount, 1))
    values.withUnsafeBytes { region.mutableBytes.copyMemory(from: $0) }
    return AudioData(
      buffer: FrameBuffer(regions: [region]), format: format, sampleRate: 48000,
      numberOfFrames: values.count / channels, numberOfChannels: channels, timestamp: 0)
  }
}
