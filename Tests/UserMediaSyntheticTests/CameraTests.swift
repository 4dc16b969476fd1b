import Synchronization
import Testing
import UserMediaConversion
import UserMediaCore
import UserMediaSynthetic

@Suite(.timeLimit(.minutes(5))) struct CameraTests {
  private let recorder = FrameRecorder()

  private func mode(
    _ format: PixelFormat, _ width: Int, _ height: Int, _ rate: FrameRate? = FrameRate(60)
  ) -> VideoConfiguration {
    VideoConfiguration(pixelFormat: format, width: width, height: height, frameRate: rate)
  }

  @Test(
    arguments: [PixelFormat.yuyv, .nv12, .i420, .mjpeg], [(320, 180), (640, 480), (1920, 1080)])
  func framesShowTheirNumber(format: PixelFormat, size: (Int, Int)) async throws {
    let driver = SyntheticDriver()
    let session = try await driver.openCamera(driver.devices()[0], sink: recorder)
    let requested = mode(format, size.0, size.1)
    let actual = try await session.start(requested)
    #expect(actual == requested)
    let frames = await recorder.pieces(3)
    await session.close()
    for frame in frames {
      #expect(frame.pixelFormat == format)
      #expect(frame.codedWidth == size.0 && frame.codedHeight == size.1)
      #expect(try FrameNumberCode.frameNumber(in: frame) == frame.sequence)
      let small = try frame.croppedAndScaled(
        to: VideoRect(x: 0, y: 0, width: size.0, height: size.1), width: 161, height: 91)
      #expect(try FrameNumberCode.frameNumber(in: small) == frame.sequence)
    }
  }

  @Test func timestampsAreExactMultiplesOfTheFrameDuration() async throws {
    let driver = SyntheticDriver()
    let session = try await driver.openCamera(driver.devices()[0], sink: recorder)
    _ = try await session.start(mode(.yuyv, 320, 180, FrameRate(30000, 1001)))
    let frames = await recorder.pieces(5)
    await session.close()
    func time(_ number: UInt64) -> Int64 { Int64(number) * 1_001_000_000 / 30000 }
    let first = frames[0]
    for frame in frames {
      // On a busy machine, the first frames may be lost.
      #expect(frame.timestamp - first.timestamp == time(frame.sequence) - time(first.sequence))
      #expect(frame.duration == 33366)
    }
  }

  @Test(arguments: [
    (
      VideoConfiguration(pixelFormat: .i420, width: 643, height: 481, frameRate: FrameRate(7.5)),
      642, 480, FrameRate(7.5)
    ),
    (
      VideoConfiguration(pixelFormat: .i420, width: 1, height: 9999, frameRate: FrameRate(1000)),
      160, 1080, FrameRate(60)
    ),
    (VideoConfiguration(pixelFormat: .mjpeg, width: 1200, height: 700), 1280, 720, FrameRate(30)),
  ])
  func theNearestModeIsUsed(
    requested: VideoConfiguration, width: Int, height: Int, rate: FrameRate?
  ) async throws {
    let driver = SyntheticDriver()
    let session = try await driver.openCamera(driver.devices()[1], sink: recorder)
    let actual = try await session.start(requested)
    #expect(actual == mode(requested.pixelFormat, width, height, rate))
    let frames = await recorder.pieces(1)
    #expect(frames[0].codedWidth == width && frames[0].codedHeight == height)
    await session.close()
  }

  @Test func anUnsupportedFormatIsRejected() async throws {
    let driver = SyntheticDriver()
    let session = try await driver.openCamera(driver.devices()[0], sink: recorder)
    let error = await #expect(throws: CaptureError.self) {
      try await session.start(mode(.bgr24, 320, 180))
    }
    #expect(error?.kind == .unsupported)
    _ = try await session.start(mode(.yuyv, 320, 180))
    _ = await recorder.pieces(1)
    await session.close()
  }

  @Test func restartingChangesTheMode() async throws {
    let driver = SyntheticDriver()
    let session = try await driver.openCamera(driver.devices()[0], sink: recorder)
    _ = try await session.start(mode(.yuyv, 320, 180))
    _ = await recorder.pieces(2)
    _ = try await session.start(mode(.nv12, 640, 360))
    var formats: [PixelFormat] = []
    for await case .piece(let frame) in recorder.heard {
      formats.append(frame.pixelFormat)
      if formats.filter({ $0 == .nv12 }).count == 3 { break }
    }
    await session.close()
    // Nothing of the old mode follows the first frame of the new one.
    #expect(formats.drop { $0 == .yuyv }.allSatisfy { $0 == .nv12 })
  }

  @Test func nothingIsDeliveredAfterStop() async throws {
    let driver = SyntheticDriver()
    let other = FrameRecorder()
    let session = try await driver.openCamera(driver.devices()[0], sink: recorder)
    _ = try await session.start(mode(.yuyv, 320, 180))
    _ = await recorder.pieces(1)
    await session.stop()
    let mark = CaptureError(.aborted, device: "", "stopped")
    recorder.captureEnded(mark)
    // Another camera on the same thread shows that time has passed.
    let second = try await driver.openCamera(driver.devices()[1], sink: other)
    _ = try await second.start(mode(.mjpeg, 320, 180))
    _ = await other.pieces(4)
    let rest = await recorder.rest()
    guard case .ended(mark) = rest.last else {
      Issue.record("something came after the stop")
      return
    }
    await session.close()
    await second.close()
  }

  @Test func oneSessionAtATime() async throws {
    let driver = SyntheticDriver()
    let device = await driver.devices()[0]
    let session = try await driver.openCamera(device, sink: recorder)
    let error = await #expect(throws: CaptureError.self) {
      _ = try await driver.openCamera(device, sink: recorder)
    }
    #expect(error?.kind == .busy)
    await session.close()
    let second = try await driver.openCamera(device, sink: recorder)
    // A closed session doesn't affect the next one.
    await session.close()
    let closed = await #expect(throws: CaptureError.self) {
      try await session.start(mode(.yuyv, 320, 180))
    }
    #expect(closed?.kind == .aborted)
    _ = try await second.start(mode(.yuyv, 320, 180))
    _ = await recorder.pieces(1)
    await second.close()
  }

  @Test func aReleasedSessionReleasesTheDevice() async throws {
    let driver = SyntheticDriver()
    let device = await driver.devices()[0]
    _ = try await driver.openCamera(device, sink: recorder).start(mode(.yuyv, 320, 180))
    let session = try await driver.openCamera(device, sink: recorder)
    await session.close()
  }

  @Test func heldFramesDoNotChange() async throws {
    let driver = SyntheticDriver()
    let session = try await driver.openCamera(driver.devices()[0], sink: recorder)
    _ = try await session.start(mode(.yuyv, 320, 180))
    let held = await recorder.pieces(5)
    let bytes = try held.map { try $0.bytes(as: .yuyv) }
    var later = 0
    for await case .piece in recorder.heard {
      later += 1
      if later == 20 { break }
    }
    await session.close()
    for (frame, bytes) in zip(held, bytes) { #expect(try frame.bytes(as: .yuyv) == bytes) }
  }

  @Test func lateFramesAreSkipped() async throws {
    let driver = SyntheticDriver()
    let sink = SlowSink(recorder)
    let session = try await driver.openCamera(driver.devices()[0], sink: sink)
    _ = try await session.start(mode(.yuyv, 320, 180))
    var dropped = 0
    var frames: [VideoFrame] = []
    for await what in recorder.heard {
      if case .dropped(.sequenceGap, let count) = what { dropped += count }
      if case .piece(let frame) = what { frames.append(frame) }
      if frames.count == 3 { break }
    }
    await session.close()
    #expect(dropped >= 2)
    #expect(Int(frames[2].sequence) >= 2 + dropped)
    #expect(try FrameNumberCode.frameNumber(in: frames[1]) == frames[1].sequence)
  }
}

/// A sink that takes longer than three frames for its first frame.
private final class SlowSink: VideoSink {
  private let recorder: FrameRecorder
  private let isFirst = Mutex(true)

  init(_ recorder: FrameRecorder) { self.recorder = recorder }

  func capture(_ frame: VideoFrame) {
    let isFirst = isFirst.withLock { isFirst in
      defer { isFirst = false }
      return isFirst
    }
    let clock = ContinuousClock()
    let end = clock.now + .milliseconds(60)
    while isFirst, clock.now < end {}
    recorder.capture(frame)
  }

  func captureDropped(_ reason: DropReason, count: Int) {
    recorder.captureDropped(reason, count: count)
  }
  func captureMuted(_ muted: Bool) { recorder.captureMuted(muted) }
  func captureEnded(_ error: CaptureError) { recorder.captureEnded(error) }
}
