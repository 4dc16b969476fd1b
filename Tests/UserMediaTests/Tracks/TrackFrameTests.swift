import Dispatch
import Synchronization
import Testing

@testable import UserMedia

/// The frames that a track's consumers receive.
@Suite struct TrackFrameTests {
  private let test = TestNavigator()

  private func camera(_ constraints: MediaTrackConstraints? = nil) async throws -> MediaStreamTrack
  {
    let stream = try await test.media.getUserMedia(
      .init(video: constraints.map { .constraints($0) } ?? true))
    return stream.getVideoTracks()[0]
  }

  @Test func framesComeInOrderWithMonotonicTimestamps() async throws {
    let track = try await camera(.init(width: 320, height: 180, frameRate: 60))
    var last: VideoFrame?
    var count = 0
    for await frame in track.videoFrames(.newest(8)) {
      if let last {
        #expect(frame.timestamp > last.timestamp)
        #expect(frame.sequence > last.sequence)
      }
      last = frame
      count += 1
      if count == 10 { break }
    }
    #expect(count == 10)
  }

  @Test func sequenceEndsWithTheTrack() async throws {
    let track = try await camera()
    var frames = 0
    for await _ in track.videoFrames() {
      frames += 1
      if frames == 3 { track.stop() }
    }
    #expect(frames == 3)
  }

  @Test func twoTracksOfOneCameraHaveSizesAndRatesOfTheirOwn() async throws {
    let large = try await camera(
      .init(width: .exact(1280), height: .exact(720), frameRate: .exact(30)))
    let small = try await camera(
      .init(width: .exact(320), height: .exact(180), frameRate: .exact(15)))
    #expect(large.label == small.label)
    async let largeFrame = ImageCapture(large).grabFrame()
    async let smallFrame = ImageCapture(small).grabFrame()
    #expect(try await largeFrame.codedWidth == 1280)
    #expect(try await smallFrame.codedWidth == 320)
    #expect(small.getSettings().frameRate == 15)
    small.stop()
    #expect(try await ImageCapture(large).grabFrame().codedHeight == 720)
  }

  @Test func disabledTrackIsBlackAndSilent() async throws {
    let track = try await camera()
    track.enabled = false
    let black = try await ImageCapture(track).grabFrame()
    let isBlack = black.withPlane(0) { bytes in
      (0..<bytes.byteCount).allSatisfy {
        bytes.unsafeLoad(fromByteOffset: $0, as: UInt8.self) == 16
      }
    }
    #expect(isBlack)
    #expect(black.codedWidth == track.getSettings().width)
    track.enabled = true
    let live = try await ImageCapture(track).grabFrame()
    #expect(live.pixelFormat != black.pixelFormat || live.timestamp > black.timestamp)

    let stream = try await test.media.getUserMedia(.init(audio: true))
    let microphone = stream.getAudioTracks()[0]
    microphone.enabled = false
    var sound = microphone.audioData().makeAsyncIterator()
    let silence = try #require(await sound.next())
    let isSilent = silence.withBytes { bytes in
      (0..<bytes.byteCount).allSatisfy { bytes.unsafeLoad(fromByteOffset: $0, as: UInt8.self) == 0 }
    }
    #expect(isSilent)
  }

  @Test func handlerIsCalledUntilItIsCancelled() async throws {
    let track = try await camera()
    let count = Mutex(0)
    let third = Promise<Void>.withResolvers()
    let subscription = track.onVideoFrame { _ in
      let isThird = count.withLock { count in
        count += 1
        return count == 3
      }
      if isThird { third.resolve(()) }
    }
    try await third.promise.value
    // A call that was under way may still have come; none may come after it.
    await subscription.cancelAndWait()
    let atCancel = count.withLock { $0 }
    _ = try await ImageCapture(track).grabFrame()
    _ = try await ImageCapture(track).grabFrame()
    #expect(count.withLock { $0 } == atCancel)
  }

  @Test func unplugEndsTheTrackWithItsCause() async throws {
    let track = try await camera()
    let ended = Promise<Void>.withResolvers()
    track.onended = { _ in ended.resolve(()) }
    test.driver.inject(.unplugged, into: TestNavigator.camera)
    try await ended.promise.value
    #expect(track.readyState == .ended)
    #expect(track.endedCause?.kind == .notFound)
  }

  @Test func cloneLivesOnAfterTheOriginal() async throws {
    let original = try await camera()
    let clone = original.clone()
    #expect(clone.id != original.id)
    #expect(clone.getSettings() == original.getSettings())
    original.stop()
    #expect(clone.readyState == .live)
    _ = try await ImageCapture(clone).grabFrame()
    clone.stop()
    #expect(await test.isReleased())
    #expect(original.clone().readyState == .ended)
  }

  @Test func photoIsAJPEGOfTheTracksSize() async throws {
    let track = try await camera(.init(width: .exact(640), height: .exact(360)))
    let photo = try await ImageCapture(track).takePhoto()
    #expect(photo.type == "image/jpeg")
    #expect(photo.bytes.starts(with: [0xff, 0xd8, 0xff]))
    #expect(photo.bytes.suffix(2) == [0xff, 0xd9])
    track.stop()
    await #expect(throws: DOMException.self) { try await ImageCapture(track).takePhoto() }
  }
}
