import Testing

@testable import UserMedia

/// A device is released while all of its tracks are disabled, and reopened when one is enabled.
@Suite(.timeLimit(.minutes(5))) struct StandbyTests {
  private let clock = ManualClock()
  private let driver = WatchedDriver()
  private let media: MediaDevices

  init() {
    let devices = DeviceSet(
      cameras: [driver], microphones: [driver], timing: SourceTiming(clock: clock))
    media = Navigator(devices: devices).mediaDevices
  }

  /// A camera's track, and the driver calls from now on.
  private func camera(
    _ constraints: MediaTrackConstraints = .init(width: .exact(640), height: .exact(360))
  ) async throws -> (MediaStreamTrack, AsyncStream<String>.Iterator) {
    let stream = try await media.getUserMedia(.init(video: .constraints(constraints)))
    var calls = driver.calls.makeAsyncIterator()
    #expect(await calls.next() == "open")
    #expect(await calls.next()?.hasPrefix("start") == true)
    return (stream.getVideoTracks()[0], calls)
  }

  private func isBlack(_ frame: VideoFrame?) -> Bool {
    guard let frame, frame.pixelFormat == .i420 else { return false }
    return frame.withPlane(0) { bytes in
      (0..<bytes.byteCount).allSatisfy {
        bytes.unsafeLoad(fromByteOffset: $0, as: UInt8.self) == 16
      }
    }
  }

  @Test func devicesAreReleasedWithinThreeSeconds() async throws {
    #expect(SourceTiming.system.releaseDelay < .seconds(3))
    let devices = DeviceSet(cameras: [driver], microphones: [driver])
    let stream = try await Navigator(devices: devices).mediaDevices.getUserMedia(.init(video: true))
    stream.getVideoTracks()[0].enabled = false
    #expect(await driver.calls.first { $0 == "close" } != nil)
    #expect(stream.active)
  }

  @Test func disabledCameraIsReleasedAndReopenedUnderTheSameLoop() async throws {
    var (track, calls) = try await camera()
    var frames = track.videoFrames().makeAsyncIterator()
    #expect(!isBlack(await frames.next()))
    track.enabled = false
    await clock.advance(by: .seconds(2))
    #expect(await calls.next() == "close")
    // The stand-in also follows the clock: black pictures continue, in the track's size.
    var last = await frames.next()
    for _ in 0..<3 {
      await clock.advance(by: .seconds(1))
      let frame = await frames.next()
      #expect(isBlack(frame))
      #expect(frame?.codedWidth == 640)
      #expect(frame!.timestamp > last!.timestamp)
      last = frame
    }
    #expect(track.readyState == .live)
    track.enabled = true
    #expect(await calls.next() == "open")
    #expect(await calls.next() == "start 640x360")
    repeat { last = await frames.next() } while isBlack(last)
    #expect(last?.codedWidth == 640)
    track.stop()
    #expect(await calls.next() == "close")
    #expect(!clock.hasSleeper)
  }

  @Test func enablingInTimeKeepsTheCamera() async throws {
    var (track, calls) = try await camera()
    track.enabled = false
    await clock.advance(by: .seconds(1))
    track.enabled = true
    _ = try await ImageCapture(track).grabFrame()
    track.enabled = false
    await clock.advance(by: .seconds(1))
    track.enabled = true
    track.stop()
    #expect(await calls.next() == "close")
    #expect(!clock.hasSleeper)
  }

  @Test func oneEnabledTrackKeepsTheCameraUntilItStops() async throws {
    var (track, calls) = try await camera()
    let clone = track.clone()
    track.enabled = false
    #expect(!clock.hasSleeper)
    clone.stop()
    await clock.advance(by: .seconds(2))
    #expect(await calls.next() == "close")
    // A clone of a disabled track is disabled, and doesn't open the camera.
    let disabled = track.clone()
    #expect(!disabled.enabled)
    disabled.enabled = true
    #expect(await calls.next() == "open")
  }

  @Test func newTrackReopensTheCameraForAll() async throws {
    var (track, calls) = try await camera()
    track.enabled = false
    await clock.advance(by: .seconds(2))
    #expect(await calls.next() == "close")
    let large = try await media.getUserMedia(
      .init(video: .init(width: .exact(1280), height: .exact(720))))
    #expect(await calls.next() == "open")
    #expect(await calls.next() == "start 1280x720")
    track.enabled = true
    #expect(try await ImageCapture(track).grabFrame().codedWidth == 640)
    #expect(large.active)
  }

  @Test func stoppingADisabledTrackCallsNothing() async throws {
    var (track, calls) = try await camera()
    track.enabled = false
    await clock.advance(by: .seconds(2))
    #expect(await calls.next() == "close")
    track.stop()
    // Another request finds the device unused.
    _ = try await media.getUserMedia(.init(video: true)) as MediaStream
    #expect(await calls.next() == "open")
  }

  @Test func cameraRemovedMeanwhileEndsTheTrackWithItsCause() async throws {
    var (track, calls) = try await camera()
    let ended = track.events(.ended)
    track.enabled = false
    await clock.advance(by: .seconds(2))
    #expect(await calls.next() == "close")
    driver.synthetic.inject(.unplugged, into: TestNavigator.camera)
    #expect(track.readyState == .live)
    track.enabled = true
    for await event in ended { #expect(event.target.endedCause?.kind == .notFound) }
    #expect(track.readyState == .ended)
  }

  @Test func constraintsOfADisabledTrackApplyLater() async throws {
    var (track, calls) = try await camera()
    track.enabled = false
    await clock.advance(by: .seconds(2))
    #expect(await calls.next() == "close")
    var frames = track.videoFrames().makeAsyncIterator()
    try await track.applyConstraints(.init(width: .exact(1280), height: .exact(720)))
    #expect(track.getSettings().width == 1280)
    await clock.advance(by: .seconds(1))
    var frame = await frames.next()
    if frame?.codedWidth != 1280 { frame = await frames.next() }
    #expect(frame?.codedWidth == 1280)
    #expect(isBlack(frame))
    track.enabled = true
    #expect(await calls.next() == "open")
    #expect(await calls.next() == "start 1280x720")
  }

  @Test func disabledMicrophoneIsSilentWithoutItsDevice() async throws {
    let stream = try await media.getUserMedia(.init(audio: .init(sampleRate: .exact(48_000))))
    let track = stream.getAudioTracks()[0]
    track.enabled = false
    var calls = driver.calls.makeAsyncIterator()
    #expect(await calls.next() == "open")
    #expect(await calls.next() == "start 48000")
    await clock.advance(by: .seconds(2))
    #expect(await calls.next() == "close")
    var sound = track.audioData().makeAsyncIterator()
    for _ in 0..<3 { await clock.advance(by: .milliseconds(10)) }
    let first = try #require(await sound.next())
    let second = try #require(await sound.next())
    #expect(second.timestamp == first.timestamp + first.duration)
    #expect(first.sampleRate == 48_000)
    let isSilent = second.withBytes { bytes in
      (0..<bytes.byteCount).allSatisfy { bytes.unsafeLoad(fromByteOffset: $0, as: UInt8.self) == 0 }
    }
    #expect(isSilent)
  }
}
