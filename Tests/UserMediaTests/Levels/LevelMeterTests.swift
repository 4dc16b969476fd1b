import Testing

@testable import UserMedia

@Suite struct LevelMeterTests {
  private func track(_ constraints: MediaTrackConstraints = .init()) async throws
    -> MediaStreamTrack
  {
    let media = TestNavigator().media
    let stream: MediaStream = try await media.getUserMedia(
      .init(audio: .constraints(constraints)))
    return stream.getAudioTracks()[0]
  }

  /// Waits for `count` pieces of audio, then reads the meter.
  private func read(
    _ meter: LevelMeter, of track: MediaStreamTrack, after count: Int = 10
  ) async -> [AudioLevel] {
    var sound = track.audioData().makeAsyncIterator()
    for _ in 0..<count { _ = await sound.next() }
    return meter.read()
  }

  @Test(arguments: [16, 32], [1, 2])
  func toneHasItsLevel(bits: Int, channels: Int) async throws {
    let track = try await track(
      .init(sampleSize: .exact(UInt32(bits)), channelCount: .exact(UInt32(channels))))
    let meter = LevelMeter(track)
    let levels = await read(meter, of: track)
    #expect(levels.count == channels)
    for level in levels {
      // −20 dBFS; a sine's RMS is 3.01 dB below.
      #expect(abs(level.peakDBFS + 20) < 0.1)
      #expect(abs(level.rmsDBFS + 23.01) < 0.2)
    }
  }

  @Test func eachReadingStartsAfresh() async throws {
    let track = try await track()
    let meter = LevelMeter(track)
    #expect(await !read(meter, of: track).isEmpty)
    track.enabled = false
    var sound = track.audioData().makeAsyncIterator()
    _ = await sound.next()
    _ = meter.read()
    let silence = await read(meter, of: track)
    #expect(silence.allSatisfy { $0 == .silence && $0.peakDBFS == -.infinity })
    #expect(!silence.isEmpty)
    track.stop()
    _ = meter.read()
    #expect(meter.read().isEmpty)
  }

  @Test func meterOfAVideoTrackReadsNothing() async throws {
    let stream: MediaStream = try await TestNavigator().media.getUserMedia(.init(video: true))
    let track = stream.getVideoTracks()[0]
    let meter = LevelMeter(track)
    var frames = track.videoFrames().makeAsyncIterator()
    _ = await frames.next()
    #expect(meter.read().isEmpty)
  }

  @Test func releasedMeterDoesNotAffectTheTrack() async throws {
    let track = try await track()
    weak var dropped: LevelMeter?
    do {
      let meter = LevelMeter(track)
      dropped = meter
      #expect(await !read(meter, of: track).isEmpty)
    }
    #expect(dropped == nil)
    #expect(track.readyState == .live)
  }
}
