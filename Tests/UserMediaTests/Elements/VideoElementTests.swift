import Dispatch
import Synchronization
import Testing

@testable import UserMedia

/// The life cycle of a video element.
@Suite(.timeLimit(.minutes(5))) struct VideoElementTests {
  private let test = TestNavigator()
  private let video = VideoElement()

  private func stream(
    width: UInt32 = 640, height: UInt32 = 360, audio: Bool = false
  ) async throws -> MediaStream {
    try await test.media.getUserMedia(
      .init(
        audio: audio ? true : false,
        video: .init(width: .exact(width), height: .exact(height))))
  }

  /// The next events of the element, in order.
  private func events(_ count: Int, _ events: EventSequence<VideoElement>) async -> [String] {
    var iterator = events.makeAsyncIterator()
    var types: [String] = []
    while types.count < count, let event = await iterator.next() { types.append("\(event.type)") }
    return types
  }

  /// The next picture that the element shows.
  private func nextFrame() async -> (VideoFrame, VideoFrameCallbackMetadata) {
    await withCheckedContinuation { continuation in
      video.requestVideoFrameCallback { continuation.resume(returning: ($0, $1)) }
    }
  }

  @Test func elementWithoutASourceIsEmpty() {
    #expect(video.srcObject == nil)
    #expect(video.videoWidth == 0 && video.videoHeight == 0 && video.currentTime == 0)
    #expect(video.paused && !video.ended && !video.autoplay)
    #expect(video.readyState == .haveNothing)
    #expect(video.duration.isNaN)
  }

  @Test func metadataComesWithTheFirstPictureAlsoWhilePaused() async throws {
    let seen = video.events()
    video.srcObject = try await stream()
    #expect(
      await events(7, seen) == [
        "loadstart", "durationchange", "resize", "loadedmetadata", "loadeddata", "canplay",
        "canplaythrough",
      ])
    #expect(video.videoWidth == 640 && video.videoHeight == 360)
    #expect(video.readyState == .haveEnoughData)
    #expect(video.paused && video.currentTime == 0)
    #expect(video.duration == .infinity)
  }

  @Test func playKeepsItsPromiseAndTimeRuns() async throws {
    // Two sequences: on a busy machine, more time updates can be queued than one sequence holds.
    let (seen, times) = (video.events(.play, .playing), video.events(.timeupdate))
    video.srcObject = try await stream()
    try await video.play()
    #expect(!video.paused)
    #expect(await events(2, seen) == ["play", "playing"])
    #expect(await events(1, times) == ["timeupdate"])
    #expect(video.currentTime >= 0.25)
    let (_, first) = await nextFrame()
    let (frame, second) = await nextFrame()
    #expect(frame.codedWidth == 640 && second.width == 640 && second.height == 360)
    #expect(second.presentedFrames > first.presentedFrames)
    #expect(second.mediaTime > first.mediaTime)
    #expect(second.captureTime > first.captureTime)
    #expect(video.currentTime >= second.mediaTime)
    try await video.play()  // A second call changes nothing.
    #expect(!video.paused)
  }

  @Test func pauseStopsTimeAndPictures() async throws {
    let camera = try await stream()
    video.srcObject = camera
    try await video.play()
    _ = await nextFrame()
    video.pause()
    video.pause()
    video.queue.sync {}
    let time = video.currentTime
    let isCalled = Mutex(false)
    let handle = video.requestVideoFrameCallback { _, _ in isCalled.withLock { $0 = true } }
    for _ in 0..<3 { _ = try await ImageCapture(camera.getVideoTracks()[0]).grabFrame() }
    video.queue.sync {}
    #expect(!isCalled.withLock { $0 })
    #expect(video.currentTime == time)
    video.cancelVideoFrameCallback(handle)
    try await video.play()
    _ = await nextFrame()
    #expect(!isCalled.withLock { $0 })
    #expect(video.currentTime > time)
  }

  @Test func autoplayPlaysByItselfAndAgainAfterAnEnd() async throws {
    let seen = video.events(.playing, .ended)
    video.autoplay = true
    let camera = try await stream()
    video.srcObject = camera
    #expect(await events(1, seen) == ["playing"])
    #expect(!video.paused)
    camera.getVideoTracks()[0].stop()
    #expect(await events(1, seen) == ["ended"])
    #expect(video.ended && video.paused)
    #expect(video.duration == video.currentTime)
    camera.addTrack(try await stream(width: 320, height: 180).getVideoTracks()[0])
    #expect(await events(1, seen) == ["playing"])
    #expect(!video.ended)
    var width = 0
    while width != 320 { width = await nextFrame().0.codedWidth }
    #expect(video.videoWidth == 320)
  }

  @Test func withoutAutoplayItTakesPlayAfterAnEnd() async throws {
    let camera = try await stream()
    video.srcObject = camera
    try await video.play()
    let ended = video.events(.ended)
    test.driver.inject(.unplugged, into: TestNavigator.camera)
    #expect(await events(1, ended) == ["ended"])
    test.driver.clear(.unplugged, of: TestNavigator.camera)
    camera.addTrack(try await stream().getVideoTracks()[0])
    camera.queue.sync {}
    video.queue.sync {}
    #expect(video.ended && video.paused)
    try await video.play()
    #expect(!video.ended && !video.paused)
  }

  @Test func soundAloneHasMetadataWithoutASize() async throws {
    let loaded = video.events(.loadedmetadata)
    video.srcObject = try await test.media.getUserMedia(.init(audio: true))
    #expect(await events(1, loaded) == ["loadedmetadata"])
    #expect(video.videoWidth == 0)
    try await video.play()
    #expect(!video.paused)
  }

  @Test func sizeThatChangesIsAResize() async throws {
    let camera = try await stream()
    video.srcObject = camera
    try await video.play()
    let resized = video.events(.resize, .loadedmetadata)
    try await camera.getVideoTracks()[0].applyConstraints(
      .init(width: .exact(1280), height: .exact(720)))
    #expect(await events(1, resized) == ["resize"])
    #expect(video.videoWidth == 1280 && video.videoHeight == 720)
  }

  @Test func otherSourceTakesThePlaceAndBreaksThePromise() async throws {
    let promise = video.promises.play()
    let (first, second) = (try await stream(), try await stream(width: 320, height: 180))
    video.srcObject = first
    let error = await #expect(throws: DOMException.self) { try await promise.value }
    #expect(error?.name == "AbortError")
    try await video.play()
    video.srcObject = second
    #expect(video.paused && video.videoWidth == 0)
    try await video.play()
    #expect(video.videoWidth == 320)
    video.srcObject = nil
    #expect(video.readyState == .haveNothing)
    #expect(first.active && second.active)
  }

  @Test func pauseBreaksThePromiseOfPlay() async throws {
    let promise = video.promises.play()
    video.pause()
    let error = await #expect(throws: DOMException.self) { try await promise.value }
    #expect(error?.name == "AbortError")
  }

  @Test func elementFollowsTheTracksOfItsStream() async throws {
    let (first, second) = (try await stream(), try await stream(width: 320, height: 180))
    video.srcObject = first
    try await video.play()
    #expect(await nextFrame().0.codedWidth == 640)
    first.addTrack(second.getVideoTracks()[0])
    first.removeTrack(first.getVideoTracks()[0])
    var width = 640
    while width == 640 { width = await nextFrame().0.codedWidth }
    #expect(width == 320)
  }

  @Test func elementThatIsDroppedLetsItsStreamGo() async throws {
    weak var gone: MediaStream?
    do {
      let video = VideoElement()
      let camera = try await stream()
      gone = camera
      video.onloadedmetadata = { event in event.target.promises.play() }
      video.srcObject = camera
      try await video.play()
    }
    #expect(await test.isReleased())
    #expect(await isLetGo { gone })
  }
}
