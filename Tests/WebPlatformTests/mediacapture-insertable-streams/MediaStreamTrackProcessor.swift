import Testing
import UserMedia

@Suite("mediacapture-insertable-streams/MediaStreamTrackProcessor-video", .timeLimit(.minutes(5)))
struct MediaStreamTrackProcessorVideo {
  private let page = Page()

  @Test(arguments: [false, true])
  func readerGetsPicturesAndIsClosedWhenTheTrackStops(isElsewhere: Bool) async throws {
    let track = try await page.getUserMedia(["video": true]).getVideoTracks()[0]
    // A detached task stands for a worker.
    let frames =
      isElsewhere
      ? await Task.detached { await Self.framesUntilStopped(track) }.value
      : await Self.framesUntilStopped(track)
    #expect(frames == 1)
  }

  private static func framesUntilStopped(_ track: MediaStreamTrack) async -> Int {
    var count = 0
    for await frame in track.videoFrames() {
      #expect(frame.codedWidth > 0 && frame.codedHeight > 0)
      count += 1
      track.stop()
    }
    return count
  }

  @Test func severalReadersAreEachServed() async throws {
    let track = try await page.getUserMedia(["video": true]).getVideoTracks()[0]
    let isServed = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<4 {
        group.addTask {
          var frames = track.videoFrames(.newest(10)).makeAsyncIterator()
          return await frames.next() != nil
        }
      }
      return await group.reduce(true) { $0 && $1 }
    }
    #expect(isServed)
  }
}

@Suite("mediacapture-insertable-streams/MediaStreamTrackProcessor-audio", .timeLimit(.minutes(5)))
struct MediaStreamTrackProcessorAudio {
  @Test func readerReceivesAudioUntilTheTrackStops() async throws {
    let track = try await Page().getUserMedia(["audio": true]).getAudioTracks()[0]
    var count = 0
    for await sound in track.audioData() {
      #expect(sound.numberOfFrames > 0)
      count += 1
      track.stop()
    }
    #expect(count == 1)
  }
}

@Suite("mediacapture-insertable-streams/MediaStreamTrackProcessor-backpressure")
struct MediaStreamTrackProcessorBackpressure {
  @Test(.timeLimit(.minutes(5))) func slowReaderSkipsFrames() async throws {
    let track = try await Page().getUserMedia(["video": true]).getVideoTracks()[0]
    var slow = track.videoFrames().makeAsyncIterator()
    var other = track.videoFrames(.newest(8)).makeAsyncIterator()
    var last = try #require(await slow.next())
    for _ in 0..<3 {
      // The slow one is busy while the other one takes more than three pictures.
      for _ in 0..<4 { #expect(await other.next() != nil) }
      let next = try #require(await slow.next())
      #expect(next.timestamp > last.timestamp)
      last = next
    }
    #expect(slow.dropped > 0)
    track.stop()
    // Waiting pictures are dropped with the track.
    #expect(await slow.next() == nil)
  }
}
