import Dispatch
import Testing
import UserMedia

@Suite("MediaStream-MediaElement-srcObject", .timeLimit(.minutes(5)))
struct MediaStreamMediaElementSrcObject {
  private let page = Page()
  private let video = VideoElement()

  private func stream() async throws -> MediaStream {
    try await page.getUserMedia(["video": true])
  }

  @Test func streamIsAssigned() async throws {
    let stream = try await stream()
    video.srcObject = stream
    #expect(video.srcObject === stream)
  }

  @Test func readyStateIsNothingAndThenEnough() async throws {
    let loaded = video.events(.loadeddata)
    video.srcObject = try await stream()
    #expect(video.readyState == .haveNothing)
    _ = await loaded.next()
    #expect(video.readyState == .haveEnoughData)
  }

  @Test func durationIsNoneThenEndlessThenWhatWasPlayed() async throws {
    let stream = try await stream()
    let changes = video.events(.durationchange)
    let update = video.events(.timeupdate)
    video.srcObject = stream
    #expect(video.duration.isNaN)
    _ = await changes.next()
    #expect(video.duration == .infinity)
    try await video.play()
    _ = await update.next()
    for track in stream.getTracks() { track.stop() }
    _ = await changes.next()
    #expect(video.duration == video.currentTime)
  }

  @Test func currentTimeStartsAtZeroAndRunsWhilePlaying() async throws {
    let stream = try await stream()
    let (loaded, update, ended) = (
      video.events(.loadeddata), video.events(.timeupdate), video.events(.ended)
    )
    video.srcObject = stream
    #expect(video.currentTime == 0)
    _ = await loaded.next()
    #expect(video.currentTime == 0)
    try await video.play()
    _ = await update.next()
    let time = video.currentTime
    #expect(time > 0)
    for track in stream.getTracks() { track.stop() }
    _ = await ended.next()
    #expect(video.currentTime >= time)
  }

  @Test func currentTimeStandsWhilePaused() async throws {
    let stream = try await stream()
    let update = video.events(.timeupdate)
    let pause = video.events(.pause)
    video.srcObject = stream
    try await video.play()
    _ = await update.next()
    video.pause()
    let time = video.currentTime
    _ = await pause.next()
    let silent = video.addEventListener(.timeupdate) { _ in Issue.record("the time stands") }
    for _ in 0..<10 { _ = try await ImageCapture(stream.getVideoTracks()[0]).grabFrame() }
    #expect(video.currentTime == time)
    video.queue.sync {}
    video.removeEventListener(.timeupdate, silent)
    let again = video.events(.timeupdate)
    try await video.play()
    _ = await again.next()
    #expect(video.currentTime > time)
  }

  @Test func timeStandsUntilThereIsAPicture() async throws {
    let waiting = video.promises.play()
    video.queue.sync {}
    #expect(video.currentTime == 0)
    #expect(video.readyState == .haveNothing)
    video.srcObject = MediaStream()  // Without a track: nothing to play.
    await #expect(throws: DOMException.self) { try await waiting.value }
    let promise = video.promises.play()
    video.queue.sync {}
    #expect(video.currentTime == 0 && !video.paused)
    video.srcObject?.addTrack(try await stream().getVideoTracks()[0])
    try await promise.value
    #expect(!video.ended)
  }

  @Test func elementEndsWithItsStreamAndNotBefore() async throws {
    let stream = try await stream()
    let ended = video.events(.ended)
    video.srcObject = stream
    try await video.play()
    for track in stream.getTracks() { track.stop() }
    #expect(!stream.active)
    _ = await ended.next()
    #expect(video.ended)
  }
}
