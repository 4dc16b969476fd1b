import Testing
import UserMediaCore
import UserMediaV4L2

extension DeviceTests {
  @Suite struct StreamOnOff {
    @Test func framesArriveUntilStop() async throws {
      let sink = RecordingSink()
      let session = try await Camera.driver.openCamera(Camera.first(), sink: sink)
      let requested = VideoConfiguration(
        pixelFormat: .yuyv, width: 640, height: 360, frameRate: FrameRate(30))
      #expect(try await session.start(requested) == requested)
      await sink.frames(10)
      await session.stop()
      let record = sink.record
      #expect(record.ends.isEmpty)
      await session.close()
      #expect(sink.record.frameCount == record.frameCount)
    }

    @Test func startAgainAfterStop() async throws {
      let sink = RecordingSink()
      try await Camera.capture(into: sink) { session in
        for _ in 0..<3 {
          await sink.frames(2)
          await session.stop()
          _ = try await session.start(Camera.fast)
        }
        await sink.frames(2)
      }
    }

    @Test func restartsInAnotherMode() async throws {
      let sink = RecordingSink()
      try await Camera.capture(into: sink) { session in
        await sink.frames(2)
        let larger = VideoConfiguration(pixelFormat: .yuyv, width: 640, height: 480)
        let actual = try await session.start(larger)
        #expect(actual.width == 640 && actual.height == 480)
        await sink.frames(2)
        #expect(sink.record.sizes.suffix(2) == [[640, 480], [640, 480]])
      }
    }

    @Test func theDriversSizeIsUsed() async throws {
      let sink = RecordingSink(holding: 1)
      let odd = VideoConfiguration(pixelFormat: .yuyv, width: 333, height: 177)
      try await Camera.capture(odd, into: sink) { session in
        let actual = try await session.start(odd)
        #expect(actual.width != 333)
        await sink.frames(1)
        let last = sink.record.sizes.last
        #expect(last == [actual.width, actual.height])
      }
    }

    @Test func aMissingFormatIsUnsupported() async throws {
      let sink = RecordingSink()
      let session = try await Camera.driver.openCamera(Camera.first(), sink: sink)
      let error = await #expect(throws: CaptureError.self) {
        _ = try await session.start(
          VideoConfiguration(pixelFormat: .mjpeg, width: 640, height: 360))
      }
      #expect(error?.kind == .unsupported)
      await session.close()
    }

    @Test func stopAndCloseTwice() async throws {
      let sink = RecordingSink()
      try await Camera.capture(into: sink) { session in
        await session.stop()
        await session.stop()
        await session.close()
        await #expect(throws: CaptureError.self) { _ = try await session.start(Camera.fast) }
      }
    }

    @Test func aVanishedDeviceIsNotFound() async throws {
      let gone = DeviceDescription(
        camera: "gone", groupId: "", label: "gone", address: "/dev/video4711", modes: [])
      let error = await #expect(throws: CaptureError.self) {
        _ = try await Camera.driver.openCamera(gone, sink: RecordingSink())
      }
      #expect(error?.kind == .notFound)
    }
  }
}
