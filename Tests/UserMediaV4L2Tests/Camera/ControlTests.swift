import CV4L2
import Testing
import UserMediaCore

@testable import UserMediaV4L2

extension DeviceTests {
  @Suite struct Controls {
    private func brightness() async throws -> Int32? {
      try V4L2Device(path: await Camera.first().address).control(UInt32(V4L2_CID_BRIGHTNESS))
    }

    @Test func theDriversControlsAreDescribed() async throws {
      let controls = try await Camera.first().controls
      #expect(Set(controls.keys) == [.brightness, .contrast, .saturation])
      let range = try #require(MediaSettingsRange(min: 0, max: 255, step: 1))
      #expect(
        controls[.brightness] == CameraControlRange(.range(range), default: .number(128)))
    }

    @Test func settingOneChangesThePicture() async throws {
      let sink = RecordingSink(holding: 1)
      let dark = RecordingSink(holding: 1)
      try await Camera.capture(into: sink) { _ in await sink.frames(1) }
      let session = try await Camera.driver.openCamera(Camera.first(), sink: dark)
      let values = await session.set([.brightness: .number(0)])
      #expect(values[.brightness] == .number(0))
      _ = try await session.start(Camera.fast)
      await dark.frames(1)
      await session.close()
      #expect(try mean(of: #require(dark.record.held.first)) < mean(of: sink.record.held[0]))
    }

    @Test func closingRestoresControls() async throws {
      try await Camera.set("brightness", 100)
      try await Camera.capture(into: RecordingSink()) { session in
        #expect(await session.set([.brightness: .number(200.4)])[.brightness] == .number(200))
        let set = try await brightness()
        #expect(set == 200)
      }
      #expect(try await brightness() == 100)
      try await Camera.set("brightness", 128)
    }

    @Test func releasingTheSessionRestoresControls() async throws {
      func open() async throws {
        let session = try await Camera.driver.openCamera(Camera.first(), sink: RecordingSink())
        _ = await session.set([.contrast: .number(5)])
      }
      try await open()
      let device = try V4L2Device(path: await Camera.first().address)
      var contrast = device.control(UInt32(V4L2_CID_CONTRAST))
      // Nothing waits for it: the session's own queue does it.
      for _ in 0..<10_000 where contrast == 5 {
        await Task.yield()
        contrast = device.control(UInt32(V4L2_CID_CONTRAST))
      }
      #expect(contrast == 128)
    }

    @Test func anUnpluggedCameraIgnoresControls() async throws {
      let sink = RecordingSink()
      try await Camera.capture(into: sink) { session in
        await sink.frames(1)
        _ = await session.set([.saturation: .number(10)])
        try await Camera.set("disconnect")
        await sink.wait { !$0.ends.isEmpty }
        #expect(await session.set([.saturation: .number(20)])[.saturation] == nil)
      }
      try await Camera.set("saturation", 128)
    }
  }
}

/// The mean of a frame's luma.
private func mean(of frame: VideoFrame) -> Double {
  frame.withPlane(0) { span in
    span.withUnsafeBytes { bytes in
      let luma = stride(from: 0, to: bytes.count, by: 2)
      return luma.reduce(0.0) { $0 + Double(bytes[$1]) } / Double(bytes.count / 2)
    }
  }
}
