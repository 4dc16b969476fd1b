import Dispatch
import Synchronization
import Testing

@testable import UserMedia

/// What a track offers directly, and what it says when it carries the other kind of data.
@Suite(.timeLimit(.minutes(5))) struct ShortcutTests {
  private let test = TestNavigator()

  private func tracks() async throws -> (audio: MediaStreamTrack, video: MediaStreamTrack) {
    let stream = try await test.media.getUserMedia(.init(audio: true, video: true))
    return (stream.getAudioTracks()[0], stream.getVideoTracks()[0])
  }

  @Test func aTrackTakesPhotosAndMeasuresLevels() async throws {
    let (audio, video) = try await tracks()
    let photo = try await video.takePhoto()
    #expect(photo.type == "image/jpeg")
    #expect(photo.size == photo.bytes.count)
    #expect(photo.bytes.starts(with: [0xff, 0xd8]))
    #expect(try await video.grabFrame().codedWidth == video.getSettings().width)
    let meter = audio.levelMeter()
    var sound = audio.audioData().makeAsyncIterator()
    for _ in 0..<5 { _ = await sound.next() }
    #expect(!meter.read().isEmpty)
  }

  @Test func theWrongKindOfTrackIsReported() async throws {
    let (audio, video) = try await tracks()
    for call in [{ _ = try await audio.takePhoto() }, { _ = try await audio.grabFrame() }]
      as [@Sendable () async throws -> Void]
    {
      let error = await #expect(throws: DOMException.self) { try await call() }
      #expect(error?.name == "NotSupportedError")
      #expect(
        error?.message
          == #"ImageCapture gives nothing on the audio track "Synthetic microphone": use a video track"#
      )
    }
    let mistake = audio.mistake(.video, for: "videoFrames()", elsewhere: "audioData()")
    #expect(
      mistake
        == #"videoFrames() gives nothing on the audio track "Synthetic microphone": use audioData()"#
    )
    #expect(video.mistake(.video, for: "videoFrames()", elsewhere: "audioData()") == nil)
    var pictures = audio.videoFrames().makeAsyncIterator()
    #expect(await pictures.next() == nil)
    var sound = video.audioData().makeAsyncIterator()
    #expect(await sound.next() == nil)
    // Neither handler is called before the track ends, nor is a level measured.
    let calls = Mutex(0)
    let subscriptions = [
      audio.onVideoFrame { _ in calls.withLock { $0 += 1 } },
      video.onAudioData { _ in calls.withLock { $0 += 1 } },
    ]
    let meter = video.levelMeter()
    var frames = video.videoFrames().makeAsyncIterator()
    for _ in 0..<3 { _ = await frames.next() }
    for subscription in subscriptions { await subscription.cancelAndWait() }
    #expect(calls.withLock { $0 } == 0)
    #expect(meter.read().isEmpty)
  }

  @Test func bytesOfAPlaneAreIndexedAndCopied() async throws {
    let (_, video) = try await tracks()
    let frame = try await video.grabFrame().converted(to: .i420)
    let copy = frame.planeBytes(0)
    frame.withPlane(0) { bytes in
      #expect(copy.count == bytes.byteCount)
      #expect(copy.indices.allSatisfy { copy[$0] == bytes[$0] })
    }
  }

  @Test func aSlowHandlerDelaysNoEvent() async throws {
    let (_, video) = try await tracks()
    let (entered, release) = (Promise<Void>.withResolvers(), DispatchSemaphore(value: 0))
    let subscription = video.onVideoFrame { _ in
      entered.resolve(())
      _ = release.wait(timeout: .now() + 60)
    }
    try await entered.promise.value
    // While the handler blocks, the track's queue goes on.
    let heard = Promise<Void>.withResolvers()
    video.onmute = { heard.resolve(()) }
    video.dispatchEvent(MediaEvent(.mute, target: video))
    try await heard.promise.value
    subscription.cancel()
    release.signal()
  }
}
