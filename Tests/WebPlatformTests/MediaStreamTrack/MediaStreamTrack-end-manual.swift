import Testing
import UserMedia

@Suite("MediaStreamTrack-end-manual", .timeLimit(.minutes(5))) struct MediaStreamTrackEndManual {
  @Test func revokedPermissionEndsItsTracks() async throws {
    let page = Page(permissions: Consent())
    let stream = try await page.getUserMedia(["audio": true, "video": true])
    let ended = stream.getTracks().map { $0.events(.ended) }
    #expect(stream.getTracks().allSatisfy { $0.readyState == .live })
    for name in PermissionName.allCases { await page.navigator.permissions.revoke(name) }
    for events in ended { #expect(await events.next()?.target.readyState == .ended) }
    #expect(!stream.active)
  }
}
