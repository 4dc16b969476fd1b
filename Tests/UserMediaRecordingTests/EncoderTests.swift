#if Recording
import FileTestSupport
import Synchronization
import Testing
import UserMediaCore
import UserMediaRecording

/// `VideoEncoder` and `AudioEncoder`, by themselves and into a file.
@Suite struct EncoderTests {
  private final class Chunks: Sendable {
    let list = Mutex<[EncodedChunk]>([])
    let errors = Mutex<[String]>([])
    var count: Int { list.withLock { $0.count } }

    func videoEncoder() -> VideoEncoder {
      VideoEncoder(
        output: { chunk in self.list.withLock { $0.append(chunk) } },
        error: { error in self.errors.withLock { $0.append(error.name) } })
    }

    func audioEncoder() -> AudioEncoder {
      AudioEncoder(
        output: { chunk in self.list.withLock { $0.append(chunk) } },
        error: { error in self.errors.withLock { $0.append(error.name) } })
    }
  }

  private static let small = VideoEncoderConfig(
    codec: "vp8", width: 320, height: 180, latencyMode: .realtime)

  @Test(arguments: ["vp8", "vp09.00.10.08", "avc1.42001f"]) func timestampsAndKeyFramesAreKept(
    codec: String
  ) async throws {
    let chunks = Chunks()
    let encoder = chunks.videoEncoder()
    var config = Self.small
    config.codec = codec
    try encoder.configure(config)
    // A variable rate, on a clock that started long ago.
    let times: [Int64] = [0, 33_000, 70_000, 500_000, 510_000].map { $0 + 900_000_000_000 }
    for (index, time) in times.enumerated() {
      try encoder.encode(
        try Made.picture(at: time, grey: UInt8(40 * index)), keyFrame: index == 3)
    }
    try await encoder.flush()
    let list = chunks.list.withLock { $0 }
    #expect(list.map(\.timestamp) == times)
    #expect(list.map(\.type) == [.key, .delta, .delta, .key, .delta])
    #expect(list.allSatisfy { $0.byteLength > 0 && $0.unsafeBytes.count == $0.byteLength })
    #expect(encoder.encodeQueueSize == 0)
    #expect(chunks.errors.withLock { $0 }.isEmpty)
  }

  @Test func theSequenceHasWhatTheCallbackGets() async throws {
    let chunks = Chunks()
    let encoder = chunks.videoEncoder()
    try encoder.configure(Self.small)
    let sequence = encoder.chunks()
    for index in 0..<5 {
      try encoder.encode(try Made.picture(at: Int64(index) * 33_333, grey: 100))
    }
    try await encoder.flush()
    try encoder.close()
    var times: [Int64] = []
    for await chunk in sequence { times.append(chunk.timestamp) }
    #expect(times == chunks.list.withLock { $0.map(\.timestamp) })
    #expect(times.count == 5)
  }

  @Test func statesAreThoseOfWebCodecs() async throws {
    let encoder = Chunks().videoEncoder()
    let picture = try Made.picture(at: 0, grey: 0)
    #expect(encoder.state == .unconfigured)
    #expect(throws: DOMException.self) { try encoder.encode(picture) }
    try encoder.configure(Self.small)
    #expect(encoder.state == .configured)
    try encoder.reset()
    #expect(encoder.state == .unconfigured)
    await #expect(throws: DOMException.self) { try await encoder.flush() }
    try encoder.close()
    #expect(encoder.state == .closed)
    #expect(throws: DOMException.self) { try encoder.configure(Self.small) }
    #expect(throws: DOMException.self) { try encoder.reset() }
    #expect(throws: DOMException.self) { try encoder.close() }
  }

  @Test func whatCannotBeEncodedIsRefused() async {
    let encoder = Chunks().videoEncoder()
    for (codec, width) in [("vp7", 320), ("vp8", 0), ("vp8", 20_000), ("", 320)] {
      let config = VideoEncoderConfig(codec: codec, width: width, height: 180)
      let error = #expect(throws: DOMException.self) { try encoder.configure(config) }
      #expect(error?.name == "NotSupportedError")
      #expect(await VideoEncoder.isConfigSupported(config) == false)
    }
    #expect(await VideoEncoder.isConfigSupported(Self.small))
    #expect(
      await AudioEncoder.isConfigSupported(.init(codec: "opus", numberOfChannels: 3)) == false)
    #expect(await AudioEncoder.isConfigSupported(.init(codec: "mp3", numberOfChannels: 1)) == false)
    #expect(await AudioEncoder.isConfigSupported(.init(codec: "opus", numberOfChannels: 2)))
  }

  @Test(arguments: [PixelFormat.i420, .nv12]) func picturesOfEveryFormatAreEncoded(
    format: PixelFormat
  ) async throws {
    let directory = try TemporaryDirectory()
    for codec in ["vp8", "vp9"] {
      let path = directory.path("\(format)-\(codec).webm")
      let encoder = try makePictureEncoder(
        .init(codec: codec, width: 320, height: 180, latencyMode: .realtime))
      let output = try FileOutput(path: path)
      let muxer = WebMMuxer(
        [.video(codec: codec, width: 320, height: 180, colorSpace: .init())], to: output)
      var chunks: [EncodedChunk] = []
      for index in 0..<10 {
        let picture = try Made.picture(
          at: Int64(index) * 40_000, grey: UInt8(20 + 20 * index), format: format)
        try encoder.encode(picture, keyFrame: false) { chunks.append($0) }
      }
      for chunk in chunks { try muxer.write(chunk, track: 0) }
      try muxer.finish()
      try output.close()
      let pictures = try Decoded.pictures(path, width: 320, height: 180)
      #expect(pictures.count == 10)
      for (index, picture) in pictures.enumerated() {
        let grey = picture.unsafePlane(0)[90 * 320 + 160]
        #expect(abs(Int(grey) - (20 + 20 * index)) < 6, "\(codec), picture \(index)")
        #expect(abs(Int(picture.unsafePlane(1)[45 * 160 + 80]) - 128) < 6)
      }
    }
  }

  @Test(arguments: [48000, 44100, 16000, 8000]) func audioOfEveryRateIsEncoded(
    sampleRate: Int
  ) async throws {
    let directory = try TemporaryDirectory()
    let path = directory.path("a.webm")
    let chunks = Chunks()
    let encoder = chunks.audioEncoder()
    try encoder.configure(.init(codec: "opus", sampleRate: sampleRate, numberOfChannels: 1))
    for index in 0..<100 {
      let frames = sampleRate / 50
      try encoder.encode(
        Made.sound(
          at: Int64(index) * 20_000, frames: frames, sampleRate: sampleRate,
          first: index * frames))
    }
    try await encoder.flush()
    let output = try FileOutput(path: path)
    let muxer = WebMMuxer(
      [.audio(codec: "opus", sampleRate: 48000, numberOfChannels: 1, leadingFrames: 312)],
      to: output)
    for chunk in chunks.list.withLock({ $0 }) { try muxer.write(chunk, track: 0) }
    try muxer.finish()
    try output.close()
    try Tool.decode(path)
    _ = try Tool.mkvinfo(path)
    let samples = try Decoded.samples(path)
    #expect(abs(samples.count - 96_000) <= 1920)
    let middle = samples[9600..<86_400]
    #expect(abs(amplitude(of: 440, in: middle) - 0.1) < 0.01)
    #expect(amplitude(of: 880, in: middle) < 0.002)
  }
}
#endif
