import FileTestSupport
import Foundation
import Testing
import UserMediaCore

@testable import UserMediaConversion

@Suite struct WAVTests {
  private let directory = try! TemporaryDirectory()

  private func sound(
    _ format: AudioSampleFormat, _ bytes: [UInt8], channels: Int = 1, sampleRate: Int = 48_000
  ) -> AudioData {
    let region = MemoryRegion(allocating: bytes.count)
    region.mutableBytes.copyBytes(from: bytes)
    return AudioData(
      buffer: FrameBuffer(regions: [region]), format: format, sampleRate: sampleRate,
      numberOfFrames: bytes.count / format.bytesPerSample / channels, numberOfChannels: channels,
      timestamp: 0)
  }

  @Test(arguments: [AudioSampleFormat.u8, .s16, .s32, .f32], [1, 2])
  func roundTrip(format: AudioSampleFormat, channels: Int) throws {
    let path = directory.path("a.wav")
    var writer = WAVWriter(try OutputFile(path: path))
    let bytes = (0..<format.bytesPerSample * channels * 10).map { UInt8($0 * 3 % 256) }
    for _ in 0..<3 { try writer.write(sound(format, bytes, channels: channels)) }
    try writer.finish()
    let reader = try WAVReader(path: path)
    #expect(reader.sampleRate == 48_000 && reader.channelCount == channels)
    #expect(reader.frameCount == 30)
    var read = [UInt8](repeating: 0, count: 3 * bytes.count)
    #expect(try read.withUnsafeMutableBytes { try reader.read(from: 0, into: $0) } == 30)
    #expect(read == bytes + bytes + bytes)
    #expect(try read.withUnsafeMutableBytes { try reader.read(from: 25, into: $0) } == 5)
    #expect(try read.withUnsafeMutableBytes { try reader.read(from: 30, into: $0) } == 0)
  }

  @Test func isValidBeforeItIsFinished() throws {
    var writer = WAVWriter(try OutputFile(path: directory.path("b.wav")))
    for count in 1...3 {
      try writer.write(sound(.s16, [1, 2, 3, 4]))
      let file = try directory.read("b.wav")
      let sizes = [4, 76].map { start in
        (0..<4).reduce(0) { $0 | Int(file[start + $1]) << (8 * $1) }
      }
      #expect(sizes == [file.count - 8, 4 * count])
    }
    #expect(writer.dataByteCount == 12)
    try writer.finish()
  }

  @Test func openLengthsExtendToTheEnd() throws {
    var writer = WAVWriter(try OutputFile(path: directory.path("c.wav")))
    try writer.write(sound(.s16, [1, 2, 3, 4]))
    try writer.finish()
    var file = try directory.read("c.wav")
    for value: UInt8 in [0, 0xff] {
      for index in [4, 5, 6, 7, 76, 77, 78, 79] { file[index] = value }
      #expect(try WAVReader(path: directory.write(file, "d.wav")).frameCount == 2)
    }
  }

  @Test func theFormatIsAtItsUsualOffset() {
    let header = WAVHeader(sample: .s16, sampleRate: 44_100, channelCount: 2)
      .bytes(dataByteCount: 8)
    #expect(header[12..<16].elementsEqual("fmt ".utf8))
    #expect(header[20..<26].elementsEqual([1, 0, 2, 0, 0x44, 0xac]))
  }

  @Test(arguments: [1 << 20, 0xffff_ff80, 0xffff_ffc0, 1 << 33])
  func lengthsOfAnySizeAreRead(byteCount: Int) throws {
    let header = WAVHeader(sample: .s16, sampleRate: 48_000, channelCount: 2)
      .bytes(dataByteCount: byteCount)
    #expect(header.count == WAVHeader.byteCount)
    let path = try directory.write(header, "long.wav")
    // The samples are a hole in a sparse file.
    #expect(truncate(path, header.count + byteCount) == 0)
    let reader = try WAVReader(path: path)
    #expect(reader.frameCount == byteCount / 4)
    #expect(reader.sampleRate == 48_000 && reader.channelCount == 2)
  }

  @Test func anotherFormatIsAnError() throws {
    var writer = WAVWriter(try OutputFile(path: directory.path("e.wav")))
    try writer.write(sound(.s16, [1, 2, 3, 4]))
    for other in [sound(.f32, [1, 2, 3, 4]), sound(.s16, [1, 2, 3, 4], channels: 2)] {
      let error = #expect(throws: DOMException.self) { try writer.write(other) }
      #expect(error?.name == "InvalidStateError")
    }
    let planar = #expect(throws: DOMException.self) {
      try writer.write(sound(.f32Planar, [1, 2, 3, 4]))
    }
    #expect(planar?.name == "NotSupportedError")
    try writer.finish()
    #expect(try WAVReader(path: directory.path("e.wav")).frameCount == 2)
  }

  @Test func aFullDiskIsReported() throws {
    var writer = WAVWriter(try OutputFile(path: "/dev/full"))
    let error = #expect(throws: DOMException.self) { try writer.write(sound(.s16, [1, 2])) }
    #expect(error?.name == "QuotaExceededError" && error?.message.contains("/dev/full") == true)
  }

  @Test func damagedFilesNeverCrash() throws {
    var writer = WAVWriter(try OutputFile(path: directory.path("f.wav")))
    try writer.write(sound(.s16, [UInt8](repeating: 9, count: 400)))
    try writer.finish()
    let file = try directory.read("f.wav")
    var random = SplitMix(seed: 3)
    for _ in 0..<300 {
      var damaged = file
      for _ in 0..<3 {
        damaged[Int.random(in: 0..<80, using: &random)] = .random(in: 0...255, using: &random)
      }
      let length = Int.random(in: 0...file.count, using: &random)
      let path = try directory.write(Array(damaged[..<length]), "g.wav")
      guard let reader = try? WAVReader(path: path) else { continue }
      var bytes = [UInt8](repeating: 0, count: 4096)
      _ = try bytes.withUnsafeMutableBytes { try reader.read(from: 0, into: $0) }
    }
  }

  @Test(arguments: ["", "RIFF", "RIFF\0\0\0\0WAVE", "RIFF\0\0\0\0AVI fmt "])
  func badFilesAreErrors(text: String) throws {
    let path = try directory.write(Array(text.utf8), "bad.wav")
    #expect(throws: CaptureError.self) { _ = try WAVReader(path: path) }
    #expect(throws: CaptureError.self) { _ = try WAVReader(path: directory.path("missing")) }
    #expect(throws: CaptureError.self) { _ = try WAVReader(path: directory.url.path) }
  }
}
