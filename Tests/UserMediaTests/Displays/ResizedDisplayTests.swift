import Testing
import UserMedia

/// A window whose size changes while it is captured.
@Suite(.timeLimit(.minutes(5))) struct ResizedDisplayTests {
  private let display = StandInDisplay(width: 800, height: 600)

  private func track(_ options: DisplayMediaStreamOptions) async throws -> MediaStreamTrack {
    let navigator = Navigator(
      devices: DeviceSet(cameras: [], microphones: [], displays: display))
    let stream: MediaStream = try await navigator.mediaDevices.getDisplayMedia(options)
    return try #require(stream.getVideoTracks().first)
  }

  /// Resizes, and waits until the track has changed its settings.
  private func resize(
    _ track: MediaStreamTrack, _ width: Int, _ height: Int
  ) async -> MediaTrackSettings {
    var changes = track.events(.configurationchange).makeAsyncIterator()
    display.resize(width: width, height: height)
    _ = await changes.next()
    return track.getSettings()
  }

  @Test func settingsAndFramesFollow() async throws {
    let track = try await track(.init())
    let larger = await resize(track, 1000, 700)
    #expect((larger.width, larger.height) == (1000, 700))
    #expect(track.getCapabilities().width?.upperBound == 1000)
    var frames = track.videoFrames().makeAsyncIterator()
    display.show()
    let frame = try #require(await frames.next())
    #expect((frame.codedWidth, frame.codedHeight) == (1000, 700))
    let smaller = await resize(track, 99, 700)
    #expect((smaller.width, smaller.height) == (99, 700))
    #expect(smaller.resizeMode == VideoResizeMode.none)
    track.stop()
  }

  @Test func constraintsStillApply() async throws {
    let track = try await track(.init(video: .init(width: .init(max: 400), frameRate: 10)))
    #expect(track.getSettings().height == 300)
    let wide = await resize(track, 1600, 400)
    #expect((wide.width, wide.height) == (400, 100))
    #expect(wide.frameRate == 10)
    let small = await resize(track, 200, 400)
    #expect((small.width, small.height) == (200, 400))
    track.stop()
  }

  @Test func aConstraintNoLongerSatisfiableIsIgnored() async throws {
    let track = try await track(.init())
    try await track.applyConstraints(.init(width: .init(min: 500, max: 600), cursor: "never"))
    #expect(track.getSettings().width == 600)
    let small = await resize(track, 300, 200)
    #expect((small.width, small.height) == (300, 200))
    #expect(small.cursor == .never)
    #expect(track.readyState == .live && !track.muted)
    // It applies again as soon as it can be met.
    let large = await resize(track, 1200, 600)
    #expect((large.width, large.height) == (600, 300))
    track.stop()
  }

  @Test func twoTracksOfOneSurface() async throws {
    let first = try await track(.init(video: .init(frameRate: 20, cursor: "always")))
    let second = first.clone()
    try await second.applyConstraints(.init(width: 80, frameRate: 50, cursor: "never"))
    #expect(second.getSettings().height == 60)
    #expect(display.configurations.last?.frameRate?.framesPerSecond == 50)
    // The cursor is shared by both: the latest request applies.
    #expect(display.configurations.last?.cursor == .never)
    let changed = await resize(second, 400, 400)
    #expect((changed.width, changed.height) == (80, 80))
    first.stop()
    second.stop()
  }
}
