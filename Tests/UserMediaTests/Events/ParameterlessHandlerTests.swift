import Dispatch
import Synchronization
import Testing

@testable import UserMedia

/// Handlers and listeners that take no event.
@Suite(.timeLimit(.minutes(5))) struct ParameterlessHandlerTests {
  private let test = TestNavigator()

  private func track() async throws -> MediaStreamTrack {
    try await test.media.getUserMedia(.init(video: true)).getVideoTracks()[0]
  }

  @Test func theyAreCalledAsOthersAre() async throws {
    let track = try await track()
    let (handled, listened) = (Promise<Void>.withResolvers(), Promise<Void>.withResolvers())
    track.onended = { handled.resolve(()) }
    track.addEventListener(.ended) { listened.resolve(()) }
    test.driver.inject(.unplugged, into: TestNavigator.camera)
    try await handled.promise.value
    try await listened.promise.value
  }

  @Test func eachTakesThePlaceOfTheOtherKind() async throws {
    let track = try await track()
    let calls = Mutex<[String]>([])
    track.onmute = { calls.withLock { $0.append("with none") } }
    track.onmute = { event in calls.withLock { $0.append("\(event.type)") } }
    track.dispatchEvent(MediaEvent(.mute, target: track))
    track.queue.sync {}
    #expect(calls.withLock { $0 } == ["mute"])
    track.onmute = {
      calls.withLock { $0.append("with") }
      calls.withLock { $0.append("none") }
    }
    track.dispatchEvent(MediaEvent(.mute, target: track))
    track.queue.sync {}
    #expect(calls.withLock { $0 } == ["mute", "with", "none"])
    track.onmute = nil
    track.dispatchEvent(MediaEvent(.mute, target: track))
    track.queue.sync {}
    #expect(calls.withLock { $0 }.count == 3)
    #expect(track.onmute == nil)
  }

  @Test func whatWasAssignedIsRead() async throws {
    let track = try await track()
    let calls = Mutex(0)
    track.onunmute = { calls.withLock { $0 += 1 } }
    let handler: (@Sendable () -> Void)? = track.onunmute
    handler?()
    #expect(calls.withLock { $0 } == 1)
    let withEvent: (@Sendable (MediaEvent<MediaStreamTrack>) -> Void)? = track.onunmute
    withEvent?(MediaEvent(.unmute, target: track))
    #expect(calls.withLock { $0 } == 2)
  }

  @Test func aListenerThatTakesNoEventCanBeRemoved() async throws {
    let track = try await track()
    let calls = Mutex(0)
    let listener = track.addEventListener(.mute) { calls.withLock { $0 += 1 } }
    track.dispatchEvent(MediaEvent(.mute, target: track))
    track.queue.sync {}
    track.removeEventListener(.mute, listener)
    track.dispatchEvent(MediaEvent(.mute, target: track))
    track.queue.sync {}
    #expect(calls.withLock { $0 } == 1)
  }

  /// Compiles, for every handler there is.
  @Test func everyHandlerMayOmitTheEvent() async throws {
    let calls = Mutex(0)
    let count: @Sendable () -> Void = { calls.withLock { $0 += 1 } }
    let track = try await track()
    track.onended = { count() }
    track.onmute = { count() }
    track.onunmute = { count() }
    track.onconfigurationchange = { count() }
    let stream = MediaStream()
    stream.onaddtrack = { count() }
    stream.onremovetrack = { count() }
    test.media.ondevicechange = { count() }
    let status = await test.navigator.permissions.query(.camera)
    status.onchange = { count() }
    let video = VideoElement()
    video.onloadedmetadata = { count() }
    video.onloadeddata = { count() }
    video.oncanplay = { count() }
    video.onresize = { count() }
    video.onplaying = { count() }
    video.ontimeupdate = { count() }
    video.onpause = { count() }
    video.onended = { count() }
    for type in [EventType<VideoElement>.loadedmetadata, .loadeddata, .canplay, .resize] {
      video.dispatchEvent(MediaEvent(type, target: video))
    }
    for type in [EventType<VideoElement>.playing, .timeupdate, .pause, .ended] {
      video.dispatchEvent(MediaEvent(type, target: video))
    }
    video.queue.sync {}
    #expect(calls.withLock { $0 } == 8)
    for type in [EventType<MediaStreamTrack>.ended, .mute, .unmute, .configurationchange] {
      track.dispatchEvent(MediaEvent(type, target: track))
    }
    stream.dispatchEvent(MediaEvent(.addtrack, target: stream, detail: track))
    stream.dispatchEvent(MediaEvent(.removetrack, target: stream, detail: track))
    status.dispatchEvent(MediaEvent(.change, target: status))
    for queue in [track.queue, stream.queue, status.queue] { queue.sync {} }
    #expect(calls.withLock { $0 } == 15)
    test.media.dispatchEvent(MediaEvent(.devicechange, target: test.media, detail: DeviceChange()))
    test.media.queue.sync {}
    // The first handler may also be told of devices that came before it.
    #expect(calls.withLock { $0 } >= 16)
  }
}
