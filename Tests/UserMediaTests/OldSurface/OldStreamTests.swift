import Dispatch
import Synchronization
import Testing
import UserMediaLegacy

@testable import UserMedia

/// Old members of streams and elements: each forwards to its successor.
@Suite(.timeLimit(.minutes(5))) struct OldStreamTests {
  private let test = TestNavigator()

  @available(*, deprecated)
  @Test func stopEndsEveryTrackAndTheStream() async throws {
    let stream: LocalMediaStream = try await test.media.getUserMedia(
      .init(audio: true, video: true))
    let (label, id) = (stream.label, stream.id)
    #expect(label == id)
    #expect(!stream.ended && stream.readyState == .live)
    let ended = Promise<MediaStream>.withResolvers()
    let count = Mutex(0)
    stream.onended = { event in
      count.withLock { $0 += 1 }
      ended.resolve(event.target)
    }
    #expect(stream.onended != nil)
    stream.stop()
    for _ in 0..<4 { stream.queue.sync {} }
    #expect(count.withLock { $0 } == 1)
    #expect(try await ended.promise.value === stream)
    #expect(stream.ended && stream.readyState == .ended)
    #expect(stream.getTracks().allSatisfy { $0.readyState == .ended })
  }

  @available(*, deprecated)
  @Test func endOfTheLastTrackIsTheStreamsEnd() async throws {
    let stream = try await test.media.getUserMedia(.init(audio: true, video: true))
    let count = Mutex(0)
    let ended = Promise<MediaStreamTrack>.withResolvers()
    stream.onended = { event in
      count.withLock { $0 += 1 }
      ended.resolve(event.track)
    }
    stream.getAudioTracks()[0].stop()
    stream.queue.sync {}
    stream.queue.sync {}
    #expect(count.withLock { $0 } == 0)
    test.driver.inject(.unplugged, into: TestNavigator.camera)
    #expect(try await ended.promise.value === stream.getVideoTracks()[0])
    stream.stop()
    stream.queue.sync {}
    stream.queue.sync {}
    #expect(count.withLock { $0 } == 1)
  }

  @available(*, deprecated)
  @Test func objectURLStandsForItsStreamUntilItIsRevoked() async throws {
    let stream = try await test.media.getUserMedia(.init(video: true))
    let url = window.URL.createObjectURL(stream)
    #expect(url.hasPrefix("blob:"))
    #expect(window.webkitURL.createObjectURL(stream) != url)
    #expect(window.URL.getObjectURL(stream).hasPrefix("blob:"))
    let video = VideoElement()
    video.src = url
    #expect(video.srcObject === stream)
    #expect(video.src == url)
    window.URL.revokeObjectURL(url)
    #expect(video.srcObject === stream)
    let late = VideoElement()
    late.src = url
    #expect(late.srcObject == nil)
    video.srcObject = nil
    #expect(video.src == "")
  }

  @available(*, deprecated)
  @Test func objectURLKeepsItsStreamAlive() async throws {
    weak var gone: MediaStream?
    var url = ""
    do {
      let stream = try await test.media.getUserMedia(.init(video: true))
      gone = stream
      url = window.URL.createObjectURL(stream)
    }
    #expect(gone?.active == true)
    window.URL.revokeObjectURL(url)
    #expect(await isLetGo { gone })
    #expect(await test.isReleased())
  }

  @available(*, deprecated)
  @Test func otherNamesOfSrcObjectForward() async throws {
    let stream = try await test.media.getUserMedia(.init(video: true))
    let (first, second) = (VideoElement(), VideoElement())
    first.mozSrcObject = stream
    #expect(first.srcObject === stream && first.mozSrcObject === stream)
    reattachMediaStream(second, first)
    #expect(second.srcObject === stream)
    attachMediaStream(first, MediaStream())
    #expect(first.srcObject !== stream)
  }

  @available(*, deprecated)
  @Test func getSourcesListsCamerasAndMicrophones() async {
    let sources = await withCheckedContinuation { continuation in
      MediaStreamTrack.getSources(of: test.navigator) { continuation.resume(returning: $0) }
    }
    let devices = await withCheckedContinuation { continuation in
      test.navigator.getMediaDevices { continuation.resume(returning: $0) }
    }
    #expect(sources.map(\.id) == devices.map(\.deviceId))
    #expect(sources.map(\.kind) == ["audio", "video", "video"])
    #expect(sources.map(\.facing) == ["", "user", "environment"])
    #expect(sources[1].label == "Synthetic front camera")
    #expect(window.navigator === UserMedia.navigator)
  }
}
