import Testing
import UserMediaCore
import UserMediaV4L2

extension DeviceTests {
  @Suite(.enabled(if: Loopback.isExpected)) struct LoopbackCamera {
    /// The camera at a node.
    private func camera(at path: String) async throws -> DeviceDescription {
      try #require(await Camera.driver.devices().first { $0.address == path })
    }

    @Test func jpegsArriveByteForByte() async throws {
      let loopback = try Loopback("MJPG", width: 640, height: 480, byteCount: 100_000)
      let camera = try await camera(at: loopback.path)
      #expect(camera.videoModes.map(\.pixelFormat) == [.mjpeg])
      let sink = RecordingSink(holding: 8)
      let session = try await Camera.driver.openCamera(camera, sink: sink)
      let requested = VideoConfiguration(pixelFormat: .mjpeg, width: 640, height: 480)
      let actual = try await session.start(requested)
      #expect(actual.pixelFormat == .mjpeg && actual.width == 640 && actual.height == 480)
      let files = (1...8).map { count in
        [0xff, 0xd8] + [UInt8](repeating: UInt8(count), count: count * 1000) + [0xff, 0xd9]
      }
      for (index, file) in files.enumerated() {
        try loopback.show(file)
        await sink.wait { $0.frameCount > index }
      }
      for (frame, file) in zip(sink.record.held, files) {
        #expect(frame.byteCount == file.count)
        #expect(frame.withPlane(0) { span in span.withUnsafeBytes { $0.elementsEqual(file) } })
      }
      #expect(sink.record.drops == [:])
      await session.close()
    }

    @Test func anInvalidJPEGIsDropped() async throws {
      let loopback = try Loopback("MJPG", width: 640, height: 480, byteCount: 100_000)
      let sink = RecordingSink()
      let session = try await Camera.driver.openCamera(camera(at: loopback.path), sink: sink)
      _ = try await session.start(
        VideoConfiguration(pixelFormat: .mjpeg, width: 640, height: 480))
      try loopback.show([0xff])
      await sink.wait { $0.drops[.short] == 1 }
      #expect(sink.record.frameCount == 0)
      await session.close()
    }

    @Test func aFormatOnlyLibv4lKnowsIsConverted() async throws {
      let (width, height) = (320, 240)
      let loopback = try Loopback("BA81", width: width, height: height, byteCount: width * height)
      let camera = try await camera(at: loopback.path)
      #expect(camera.videoModes.map(\.pixelFormat) == [.i420])
      let sink = RecordingSink(holding: 1)
      let session = try await Camera.driver.openCamera(camera, sink: sink)
      let requested = VideoConfiguration(pixelFormat: .i420, width: width, height: height)
      let actual = try await session.start(requested)
      #expect(actual.pixelFormat == .i420 && actual.width == width && actual.height == height)
      // A Bayer pattern, B G over G R, in which only the red pixels are set.
      let bytes = (0..<width * height).map { index -> UInt8 in
        index / width % 2 == 1 && index % 2 == 1 ? 255 : 0
      }
      try loopback.show(bytes)
      await sink.wait { $0.frameCount > 0 }
      await session.close()
      let frame = try #require(sink.record.held.first)
      #expect(frame.byteCount == width * height * 3 / 2)
      let red = frame.withPlane(2) { $0.unsafeLoad(fromByteOffset: 60 * 160 + 80, as: UInt8.self) }
      let blue = frame.withPlane(1) { $0.unsafeLoad(fromByteOffset: 60 * 160 + 80, as: UInt8.self) }
      #expect(red > 200 && blue < 128)
    }

    @Test func aRestartedProducerMutesMeanwhile() async throws {
      let (width, height) = (320, 240)
      func feed() throws -> Loopback {
        try Loopback("GREY", width: width, height: height, byteCount: width * height)
      }
      func picture(_ shade: UInt8) -> [UInt8] {
        [UInt8](repeating: shade, count: width * height)
      }
      let sink = RecordingSink()
      let session: any CameraSession
      do {
        let loopback = try feed()
        session = try await Camera.driver.openCamera(camera(at: loopback.path), sink: sink)
        _ = try await session.start(
          VideoConfiguration(pixelFormat: .grey, width: width, height: height))
        try loopback.show(picture(1))
        await sink.frames(1)
      }
      // The program is gone. The first time limit has passed, and so has a restart.
      await sink.wait { $0.mutings.last == true }
      try await Task.sleep(for: .seconds(6))
      #expect(sink.record.ends == [])
      let loopback = try feed()
      let count = sink.record.frameCount
      for shade in UInt8(2)...200 where sink.record.frameCount == count {
        try loopback.show(picture(shade))
        try await Task.sleep(for: .milliseconds(50))
      }
      await sink.wait { $0.frameCount > count }
      await sink.wait { $0.mutings.last == false }
      #expect(sink.record.ends == [])
      await session.close()
    }

    @Test func aHeldFrameKeepsItsBytes() async throws {
      let (width, height) = (320, 240)
      let loopback = try Loopback("GREY", width: width, height: height, byteCount: width * height)
      let sink = RecordingSink(holding: 1)
      let session = try await Camera.driver.openCamera(camera(at: loopback.path), sink: sink)
      _ = try await session.start(
        VideoConfiguration(pixelFormat: .grey, width: width, height: height))
      for shade in UInt8(1)...8 {
        try loopback.show([UInt8](repeating: shade, count: width * height))
        await sink.wait { $0.frameCount >= shade }
      }
      let frame = try #require(sink.record.held.first)
      #expect(frame.withPlane(0) { span in span.withUnsafeBytes { $0.allSatisfy { $0 == 1 } } })
      await session.close()
    }
  }
}
