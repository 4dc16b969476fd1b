import Dispatch
import Synchronization
import Testing

@testable import UserMedia

/// A stream as a set of tracks.
@Suite(.timeLimit(.minutes(5))) struct MediaStreamTests {
  private let test = TestNavigator()

  private func both() async throws -> MediaStream {
    try await test.media.getUserMedia(.init(audio: true, video: true))
  }

  @Test func trackAddedTwiceIsContainedOnce() async throws {
    let stream = try await both()
    let track = stream.getVideoTracks()[0]
    stream.addTrack(track)
    #expect(stream.getTracks().count == 2)
    #expect(MediaStream([track, track]).getTracks().count == 1)
    stream.removeTrack(track)
    stream.removeTrack(track)
    #expect(stream.getVideoTracks().isEmpty)
    #expect(track.readyState == .live)
  }

  @Test func constructedStreamsShareTracksAndClonesDoNot() async throws {
    let stream = try await both()
    let shared = MediaStream(stream)
    #expect(shared.id != stream.id)
    #expect(shared.getTracks().map(\.id) == stream.getTracks().map(\.id))
    let clone = stream.clone()
    #expect(Set(clone.getTracks().map(\.id)).isDisjoint(with: stream.getTracks().map(\.id)))
    for track in stream.getTracks() { track.stop() }
    #expect(!shared.active)
    #expect(clone.active)
  }

  @Test func theProgramsOwnCallsFireNothing() async throws {
    let stream = try await both()
    let count = Mutex(0)
    stream.onaddtrack = { _ in count.withLock { $0 += 1 } }
    stream.onremovetrack = { _ in count.withLock { $0 += 1 } }
    let track = stream.getVideoTracks()[0]
    stream.removeTrack(track)
    stream.addTrack(track)
    for track in stream.getTracks() { track.stop() }
    stream.queue.sync {}
    #expect(count.withLock { $0 } == 0)
  }

  @Test func changesByTheSourceFireEvents() async throws {
    let (stream, track) = (MediaStream(), try await both().getVideoTracks()[0])
    let added = stream.events(.addtrack)
    let removed = Promise<MediaStreamTrackEvent>.withResolvers()
    stream.onremovetrack = { removed.resolve($0) }
    stream.addTrack(track)
    stream.dispatchEvent(MediaEvent(.addtrack, target: stream, detail: track))
    stream.removeTrack(track)
    stream.dispatchEvent(MediaEvent(.removetrack, target: stream, detail: track))
    var iterator = added.makeAsyncIterator()
    #expect(await iterator.next()?.track === track)
    let event = try await removed.promise.value
    #expect(event.track === track)
    #expect(event.target === stream)
    #expect(event.type == .removetrack)
  }

  @Test func activeFollowsItsTracks() async throws {
    #expect(!MediaStream().active)
    let stream = try await both()
    let ended = stream.getAudioTracks()[0]
    ended.stop()
    #expect(stream.active)
    test.driver.inject(.unplugged, into: TestNavigator.camera)
    #expect(!stream.active)
    #expect(!stream.clone().active)
    stream.addTrack(try await test.media.getUserMedia(.init(audio: true)).getAudioTracks()[0])
    #expect(stream.active)
  }

  @Test func lastReferenceStopsTheTracks() async throws {
    weak var gone: MediaStreamTrack?
    do {
      let stream = try await both()
      gone = stream.getVideoTracks()[0]
      stream.onaddtrack = { event in event.target.removeTrack(event.track) }
      #expect(gone != nil)
    }
    #expect(await isLetGo { gone })
    #expect(await test.isReleased())
  }

  @Test func tenThousandClonesShareACameraAndEndWithIt() async throws {
    // A slow one: under ThreadSanitizer, ten thousand tracks take longer than a frame.
    let mode = VideoMode(
      pixelFormat: .i420, size: .discrete(width: 64, height: 36),
      frameRates: .discrete([FrameRate(2)!]))
    let test = TestNavigator(devices: [.camera(modes: [mode])])
    let stream = try await test.media.getUserMedia(.init(video: true))
    let track = stream.getVideoTracks()[0]
    let ended = Atomic(0)
    let clones = (0..<10_000).map { _ in track.clone() }
    #expect(Set(clones.map(\.id)).count == 10_000)
    for clone in clones { clone.onended = { _ in ended.add(1, ordering: .relaxed) } }
    _ = try await ImageCapture(clones[9_999]).grabFrame()
    for clone in clones[..<5_000] { clone.stop() }
    _ = try await ImageCapture(clones[5_000]).grabFrame()
    test.driver.inject(.unplugged, into: "synthetic-camera:Synthetic camera")
    #expect(clones.allSatisfy { $0.readyState == .ended })
    track.queue.sync {}
    #expect(ended.load(ordering: .relaxed) == 5_000)
  }
}
