import Testing
import UserMedia
import UserMediaSynthetic

@Suite("MediaStreamTrack-end-manual", .timeLimit(.minutes(5))) struct MediaStreamTrackEndManual {
  @Test func devicesThatAreTakenAwayEndTheirTracks() async throws {
    let page = Page()
    let stream = try await page.getUserMedia(["audio": true, "video": true])
    let ended = stream.getTracks().map { $0.events(.ended) }
    #expect(stream.getTracks().allSatisfy { $0.readyState == .live })
    for device in await page.driver.devices() { page.driver.inject(.unplugged, into: device.id) }
    for events in ended { #expect(await events.next()?.target.readyState == .ended) }
    #expect(!stream.active)
  }
}
