import Testing
import UserMediaCore
import UserMediaV4L2

extension DeviceTests {
  @Suite struct StreamOnOff {
    @Test func framesArriveUntilStop() async throws {
      let sink = RecordingSink()
      let driver = V4L2Driver()
      let camera = try #require(await driver.devices().first)
      let session = try await driver.openCamera(camera, sink: sink)
      let wanted = VideoConfiguration(
        pixelFormat: .yuyv, width: 640, height: 360, frameRate: FrameRate(30))
      #expect(try await session.start(wanted) == wanted)
      await sink.frames(10)
      await session.stop()
      let record = sink.record
      #expect(record.ends.isEmpty)
      #expect(record.sequences == Array(0..<UInt64(record.frameCount)))
      await session.close()
      #expect(sink.record.frameCount == record.frameCount)
    }
  }
}
