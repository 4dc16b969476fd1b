import Testing

@testable import UserMedia

/// `applyConstraints` on a live track.
@Suite struct ApplyConstraintsTests {
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

  @Test func microphoneChangesItsRateUnderTheLoop() async throws {
    let stream = try await test.media.getUserMedia(.init(audio: .init(sampleRate: .exact(48_000))))
    let track = stream.getAudioTracks()[0]
    var sound = track.audioData().makeAsyncIterator()
    #expect(await sound.next()?.sampleRate == 48_000)
    let change: Promise<Void> = track.applyConstraints(.init(sampleRate: .exact(16_000)))
    try await change.value
    var rate = 48_000
    for _ in 0..<50 where rate == 48_000 { rate = await sound.next()?.sampleRate ?? 0 }
    #expect(rate == 16_000)
    #expect(track.getSettings().sampleRate == 16_000)
  }
}
