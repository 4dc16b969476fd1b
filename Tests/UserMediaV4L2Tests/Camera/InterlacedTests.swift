import Glibc
import Testing
import UserMediaCore
import UserMediaV4L2

extension DeviceTests {
  /// vivid's second input is a television tuner, which delivers two interlaced fields.
  @Suite struct Interlaced {
    @Test func interlacedInputIsReported() async throws {
      let address = try await Camera.first().address
      try #require(system("v4l2-ctl -d \(address) -i 1 > /dev/null") == 0)
      defer { _ = system("v4l2-ctl -d \(address) -i 0 > /dev/null") }
      let driver = V4L2Driver()
      let camera = try #require(await driver.devices().first { $0.address == address })
      #expect(camera.fieldOrder == .interlaced)
      let sink = RecordingSink(holding: 1)
      let session = try await driver.openCamera(camera, sink: sink)
      _ = try await session.start(
        VideoConfiguration(pixelFormat: .yuyv, width: 720, height: 576, frameRate: nil))
      await sink.frames(1)
      await session.close()
      #expect(sink.record.held.map(\.fieldOrder) == [.interlaced])
    }

    @Test func aWebcamIsProgressive() async throws {
      #expect(try await Camera.first().fieldOrder == .progressive)
      let sink = RecordingSink(holding: 1)
      try await Camera.capture(into: sink) { _ in await sink.frames(1) }
      #expect(sink.record.held.map(\.fieldOrder) == [.progressive])
    }
  }
}
