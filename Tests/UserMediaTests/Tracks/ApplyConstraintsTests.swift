import Testing
import UserMediaCore

@testable import UserMedia

/// `applyConstraints` on a live track.
@Suite(.timeLimit(.minutes(5))) struct ApplyConstraintsTests {
  private let test = TestNavigator()

  private func camera(_ constraints: MediaTrackConstraints) async throws -> MediaStreamTrack {
    let stream = try await test.media.getUserMedia(.init(video: .constraints(constraints)))
    return stream.getVideoTracks()[0]
  }

  @Test func newSizeIsDeliveredToTheSameLoop() async throws {
    let track = try await camera(.init(width: .exact(320), height: .exact(180)))
    var frames = track.videoFrames().makeAsyncIterator()
    #expect(await frames.next()?.codedWidth == 320)
    try await track.applyConstraints(.init(width: .exact(1280), height: .exact(720)))
    #expect(track.getSettings().width == 1280)
    var width = 320
    for _ in 0..<10 where width == 320 { width = await frames.next()?.codedWidth ?? 0 }
    #expect(width == 1280)
  }

  @Test func oldConstraintsAreReplacedAndNotMerged() async throws {
    let track = try await camera(.init(width: .exact(320), frameRate: .exact(15)))
    try await track.applyConstraints(.init(height: .exact(720)))
    #expect(track.getConstraints() == .init(height: .exact(720)))
    #expect(track.getSettings().height == 720)
    try await track.applyConstraints()
    #expect(track.getConstraints() == MediaTrackConstraints())
    #expect(track.getSettings().width == 640)
  }

  @Test func impossibleConstraintsLeaveEverythingAsItWas() async throws {
    let track = try await camera(.init(width: .exact(640), height: .exact(480)))
    let (constraints, settings) = (track.getConstraints(), track.getSettings())
    let error = await #expect(throws: OverconstrainedError.self) {
      try await track.applyConstraints(.init(width: .init(min: 50_000)))
    }
    #expect(error?.constraint == "width")
    #expect(track.getConstraints() == constraints)
    #expect(track.getSettings() == settings)
    #expect(try await ImageCapture(track).grabFrame().codedWidth == 640)
  }

  @Test func endedTrackTakesAnything() async throws {
    let track = try await camera(.init(width: 640))
    let settings = track.getSettings()
    track.stop()
    try await track.applyConstraints(.init(width: .init(min: 50_000)))
    #expect(track.getSettings() == settings)
  }

  @Test func otherTracksOfTheCameraKeepTheirSize() async throws {
    let large = try await camera(.init(width: .exact(1280), height: .exact(720)))
    let small = try await camera(.init(width: .exact(320), height: .exact(180)))
    try await small.applyConstraints(.init(width: .exact(640), height: .exact(360)))
    #expect(try await ImageCapture(small).grabFrame().codedWidth == 640)
    #expect(try await ImageCapture(large).grabFrame().codedWidth == 1280)
  }

  @Test func aModeThatAnotherTrackHoldsIsTheReason() async throws {
    let first = try await camera(.init(width: .exact(640), height: .exact(480)))
    let second = try await camera(.init(width: .exact(640), height: .exact(480)))
    let error = await #expect(throws: OverconstrainedError.self) {
      try await second.applyConstraints(
        .init(width: .exact(320), height: .exact(180), resizeMode: .exact("none")))
    }
    #expect(error?.constraint == "resizeMode")
    #expect(error?.message == "another track keeps the camera at 640x480")
    #expect(second.getSettings().width == 640 && second.readyState == .live)
    // So it is for a track that is to be.
    let refused = await #expect(throws: OverconstrainedError.self) {
      _ = try await camera(
        .init(
          width: .exact(320), height: .exact(180), facingMode: .exact("user"),
          resizeMode: .exact("none")))
    }
    #expect(refused?.constraint == "resizeMode")
    #expect(refused?.message == "another track keeps the camera at 640x480")
    // Alone, the track has the camera as it likes.
    first.stop()
    try await second.applyConstraints(
      .init(width: .exact(320), height: .exact(180), resizeMode: .exact("none")))
    #expect(second.getSettings().resizeMode == VideoResizeMode.none)
  }

  @Test func aRateThatAnotherTrackHoldsIsTheReason() async throws {
    let native = MediaTrackConstraints(
      width: .exact(640), height: .exact(480), frameRate: .exact(30), resizeMode: .exact("none"))
    let first = try await camera(native)
    let second = try await camera(native)
    var slower = native
    slower.basic.frameRate = .exact(15)
    let wish = slower
    let error = await #expect(throws: OverconstrainedError.self) {
      try await second.applyConstraints(wish)
    }
    #expect(error?.constraint == "resizeMode")
    #expect(error?.message == "another track keeps the camera at 640x480 and 30 frames per second")
    withExtendedLifetime(first) {}
  }

  @Test func combinationsNameAConstraintToo() async throws {
    let track = try await camera(.init(width: 640))
    let error = await #expect(throws: OverconstrainedError.self) {
      try await track.applyConstraints(
        .init(width: .exact(640), height: .exact(720), resizeMode: .exact("none")))
    }
    #expect(error?.constraint == "height" || error?.constraint == "resizeMode")
    #expect(error?.message.contains("together with the required") == true)
  }

  @Test func aDriverThatGivesSomethingElseIsTheReason() async throws {
    let driver = InterceptedDriver { camera, _, wanted throws(CaptureError) in
      var given = try await camera.start(wanted)
      given.frameRate = FrameRate(5)
      return given
    }
    let media = Navigator(devices: DeviceSet(cameras: [driver], microphones: [])).mediaDevices
    let error = await #expect(throws: OverconstrainedError.self) {
      let _: MediaStream = try await media.getUserMedia(
        .init(video: .init(frameRate: .exact(30))))
    }
    #expect(error?.constraint == "frameRate")
    #expect(error?.message.hasSuffix(" was configured for frameRate 30 and gave 5") == true)
  }

  @Test func microphoneChangesItsRateUnderTheLoop() async throws {
    let stream = try await test.media.getUserMedia(.init(audio: .init(sampleRate: .exact(48_000))))
    let track = stream.getAudioTracks()[0]
    var sound = track.audioData().makeAsyncIterator()
    #expect(await sound.next()?.sampleRate == 48_000)
    let change = track.promises.applyConstraints(.init(sampleRate: .exact(16_000)))
    try await change.value
    var rate = 48_000
    for _ in 0..<50 where rate == 48_000 { rate = await sound.next()?.sampleRate ?? 0 }
    #expect(rate == 16_000)
    #expect(track.getSettings().sampleRate == 16_000)
  }
}
