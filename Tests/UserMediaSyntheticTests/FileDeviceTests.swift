import Foundation
import Testing
import UserMediaConversion
import UserMediaCore
import UserMediaSynthetic

@Suite(.timeLimit(.minutes(5))) struct FileDeviceTests {
  private let frames = FrameRecorder()
  private let sound = SoundRecorder()
  private let directory = FileManager.default.temporaryDirectory.appending(
    path: "files-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { directory.appending(path: name).path }

  /// Frames of the test pattern, to be written to files.
  private func pattern(_ format: PixelFormat, count: Int) async throws -> [VideoFrame] {
    let driver = SyntheticDriver()
    let session = try await driver.openCamera(driver.devices()[0], sink: frames)
    _ = try await session.start(
      VideoConfiguration(pixelFormat: format, width: 320, height: 180, frameRate: FrameRate(60)))
    let pattern = await frames.pieces(count)
    await session.close()
    return pattern
  }

  private func play(_ device: SyntheticDevice, count: Int) async throws -> [VideoFrame] {
    let driver = SyntheticDriver(devices: [device])
    let recorder = FrameRecorder()
    let description = await driver.devices()[0]
    let mode = try #require(description.videoModes.first)
    guard case .discrete(let width, let height) = mode.size, let format = mode.pixelFormat else {
      throw CaptureError(.unsupported, device: "", "no discrete mode")
    }
    let session = try await driver.openCamera(description, sink: recorder)
    _ = try await session.start(
      VideoConfiguration(pixelFormat: format, width: width, height: height))
    let played = await recorder.pieces(count)
    await session.close()
    return played
  }

  @Test func aY4MFileIsACamera() async throws {
    let written = try await pattern(.yuyv, count: 3)
    var writer = Y4MWriter(
      try OutputFile(path: path("a.y4m")), frameRate: try #require(FrameRate(60000, 1001)))
    for frame in written { try writer.write(frame) }
    try writer.finish()
    let device = try SyntheticDevice.camera(file: path("a.y4m"))
    #expect(device.description.label == "a.y4m")
    #expect(
      device.description.videoModes == [
        VideoMode(
          pixelFormat: .i420, size: .discrete(width: 320, height: 180),
          frameRates: .discrete([try #require(FrameRate(60000, 1001))]))
      ])
    let played = try await play(device, count: 7)
    let numbers = try played.map { try FrameNumberCode.frameNumber(in: $0) }
    #expect(numbers == (0..<7).map { written[$0 % 3].sequence })
  }

  @Test(arguments: [1, 3])
  func jpegsAreACamera(count: Int) async throws {
    let written = try await pattern(.mjpeg, count: count)
    let bytes: [UInt8] = try written.flatMap { try $0.jpegBytes() + [0, 0, 0] }
    try Data(bytes).write(to: URL(filePath: path("b.mjpeg")))
    let device = try SyntheticDevice.camera(file: path("b.mjpeg"), frameRate: FrameRate(60))
    let played = try await play(device, count: 5)
    let numbers = try played.map { try FrameNumberCode.frameNumber(in: $0) }
    #expect(numbers == (0..<5).map { written[$0 % count].sequence })
    #expect(try played[0].jpegBytes() == written[0].jpegBytes())
  }

  @Test func damagedJPEGsAreSkipped() async throws {
    let written = try await pattern(.mjpeg, count: 2)
    let first = try written[0].jpegBytes()
    let bytes = try first + first[..<1000] + [1, 2, 3] + written[1].jpegBytes()
    try Data(bytes).write(to: URL(filePath: path("c.mjpeg")))
    let played = try await play(
      .camera(file: path("c.mjpeg"), frameRate: FrameRate(60)), count: 4)
    let numbers = try played.map { try FrameNumberCode.frameNumber(in: $0) }
    #expect(numbers == (0..<4).map { written[$0 % 2].sequence })
  }

  @Test func aFileThatBecomesUndecodableEndsTheCamera() async throws {
    let whole = try await pattern(.mjpeg, count: 1)[0].jpegBytes()
    try Data(whole).write(to: URL(filePath: path("f.mjpeg")))
    let driver = SyntheticDriver(devices: [
      try .camera(file: path("f.mjpeg"), frameRate: FrameRate(60))
    ])
    let camera = try #require(await driver.devices().first)
    let recorder = FrameRecorder()
    let session = try await driver.openCamera(camera, sink: recorder)
    _ = try await session.start(
      VideoConfiguration(pixelFormat: .mjpeg, width: 320, height: 180))
    _ = await recorder.pieces(1)
    // In place, without its end.
    let file = try FileHandle(forWritingTo: URL(filePath: path("f.mjpeg")))
    try file.truncate(atOffset: UInt64(whole.count / 2))
    let end = await recorder.end()
    #expect(end?.kind == .unreadable)
    #expect(end?.message == "has no JPEG that can be decoded any more")
    await session.close()
    // A camera of that file cannot be started again either.
    let again = try await driver.openCamera(camera, sink: FrameRecorder())
    await #expect(throws: CaptureError.self) {
      try await again.start(VideoConfiguration(pixelFormat: .mjpeg, width: 320, height: 180))
    }
    await again.close()
  }

  @Test(arguments: [AudioSampleFormat.s16, .f32], [AudioSampleFormat.s16, .f32])
  func aWAVFileIsAMicrophone(stored: AudioSampleFormat, requested: AudioSampleFormat) async throws {
    let values = (0..<300).map { Int16($0 * 100 - 15_000) }
    let bytes =
      stored == .s16
      ? values.flatMap { withUnsafeBytes(of: $0.littleEndian) { Array($0) } }
      : values.flatMap { withUnsafeBytes(of: Float($0) / 32768) { Array($0) } }
    let region = MemoryRegion(allocating: bytes.count)
    region.mutableBytes.copyBytes(from: bytes)
    var writer = WAVWriter(try OutputFile(path: path("d.wav")))
    try writer.write(
      AudioData(
        buffer: FrameBuffer(regions: [region]), format: stored, sampleRate: 22_050,
        numberOfFrames: 150, numberOfChannels: 2, timestamp: 0))
    try writer.finish()
    let device = try SyntheticDevice.microphone(file: path("d.wav"))
    #expect(device.description.audio?.sampleRate == 22_050...22_050)
    let driver = SyntheticDriver(devices: [device])
    let session = try await driver.openMicrophone(driver.devices()[0], sink: sound)
    let actual = try await session.start(
      AudioConfiguration(sampleRate: 48_000, channelCount: 1, format: requested, latency: 0.02))
    #expect(actual.sampleRate == 22_050 && actual.channelCount == 2 && actual.format == requested)
    let pieces = await sound.pieces(2)
    await session.close()
    let played = pieces.flatMap { piece -> [Int16] in
      requested == .s16
        ? Array(piece.unsafeBytes.bindMemory(to: Int16.self))
        : piece.unsafeBytes.bindMemory(to: Float.self).map { Int16($0 * 32768) }
    }
    #expect(played == played.indices.map { values[$0 % 300] })
  }

  @Test(arguments: ["", "hello", "YUV4MPEG2 W2 H2\n", "\u{ff}\u{d8}", "RIFF\0\0\0\0WAVEdata"])
  func invalidFilesAreErrorsOfOneLine(text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path("bad")))
    let camera = #expect(throws: CaptureError.self) {
      try SyntheticDevice.camera(file: path("bad"))
    }
    let microphone = #expect(throws: CaptureError.self) {
      try SyntheticDevice.microphone(file: path("bad"))
    }
    for error in [camera, microphone] {
      #expect(error?.description.hasPrefix(path("bad") + ": ") == true)
      #expect(error?.description.contains("\n") == false)
    }
  }

  @Test func missingFilesAreNotFound() {
    for make in [
      { try SyntheticDevice.camera(file: "/nowhere/a.y4m") },
      { try SyntheticDevice.microphone(file: "/nowhere/a.wav") },
    ] {
      let error = #expect(throws: CaptureError.self) { try make() }
      #expect(error?.kind == .notFound)
    }
  }

  @Test func theSameFileIsOneDevice() async throws {
    let written = try await pattern(.mjpeg, count: 1)
    try Data(try written[0].jpegBytes()).write(to: URL(filePath: path("e.jpg")))
    try Data(try written[0].jpegBytes()).write(to: URL(filePath: path("e.b.jpg")))
    let groups = try ["e.jpg", "e.b.jpg"].map {
      try SyntheticDevice.camera(file: path($0)).description.groupId
    }
    #expect(groups == ["file:" + path("e"), "file:" + path("e.b")])
  }
}
