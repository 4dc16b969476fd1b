import Testing
import UserMedia

@Suite("mediacapture-extensions/MediaStreamTrack-getStats-video", .timeLimit(.minutes(5)))
struct MediaStreamTrackGetStatsVideo {
  private let page = Page()

  private func track(_ video: ConstraintValue = true) async throws -> MediaStreamTrack {
    try await page.getUserMedia(["video": video]).getVideoTracks()[0]
  }

  /// The stats once they meet a condition, which is checked with each frame of a clone.
  private func stats(
    of track: MediaStreamTrack, once isSo: (MediaStreamTrackStats) -> Bool
  ) async throws -> MediaStreamTrackStats {
    let clone = track.clone()
    defer { clone.stop() }
    for await _ in clone.videoFrames() where isSo(track.stats) { break }
    return track.stats
  }

  @Test func totalFramesIncreases() async throws {
    let track = try await track()
    let first = try await stats(of: track) { $0.totalFrames > 0 }
    let later = try await stats(of: track) { $0.totalFrames > first.totalFrames }
    #expect(later.totalFrames > first.totalFrames)
  }

  @Test func deliveredFramesIncreasesWithoutConsumers() async throws {
    let track = try await track()
    let first = try await stats(of: track) { $0.deliveredFrames > 0 }
    let later = try await stats(of: track) { $0.deliveredFrames > first.deliveredFrames }
    #expect(later.deliveredFrames > first.deliveredFrames)
  }

  @Test func discardedFramesIncreasesAtALowerRate() async throws {
    let track = try await track(["frameRate": ["ideal": 20]])
    #expect(track.getSettings().frameRate ?? 0 > 10)
    try await track.applyConstraints(.init(frameRate: 10))
    let after = try await stats(of: track) { $0.discardedFrames > 0 && $0.deliveredFrames > 0 }
    #expect(after.discardedFrames > 0)
    #expect(
      after.totalFrames == after.deliveredFrames + after.discardedFrames + after.droppedFrames)
  }

  @Test func nothingIsDiscardedAtFirst() async throws {
    let track = try await track()
    #expect(try await stats(of: track) { $0.deliveredFrames > 0 }.discardedFrames == 0)
  }

  @Test func statsAreFrozenWhileDisabled() async throws {
    let track = try await track()
    _ = try await stats(of: track) { $0.totalFrames > 0 }
    track.enabled = false
    let frozen = track.stats
    var frames = track.videoFrames().makeAsyncIterator()
    for _ in 0..<3 { #expect(await frames.next() != nil) }
    #expect(track.stats == frozen)
  }
}
