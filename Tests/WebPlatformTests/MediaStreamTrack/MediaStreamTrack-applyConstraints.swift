import Testing
import UserMedia

@Suite("MediaStreamTrack-applyConstraints") struct MediaStreamTrackApplyConstraints {
  private let page = Page()

  private func track() async throws -> MediaStreamTrack {
    try await page.getUserMedia(["video": true]).getVideoTracks()[0]
  }

  @Test(arguments: ["groupId", "resizeMode"])
  func unknownRequiredValueIsRejected(name: String) async throws {
    let track = try await track()
    let constraints = ConstraintValue.member(name, ["exact": "INVALID"])
    let error = await #expect(throws: OverconstrainedError.self) {
      try await track.applyConstraints(MediaTrackConstraints(converting: constraints))
    }
    #expect(error?.constraint == name)
  }

  @Test(arguments: ["groupId", "resizeMode"])
  func unknownPreferredValueChangesNothing(name: String) async throws {
    let track = try await track()
    let settings = track.getSettings()
    let constraints = ConstraintValue.member(name, "INVALID")
    try await track.applyConstraints(MediaTrackConstraints(converting: constraints))
    #expect(track.getSettings().groupId == settings.groupId)
    #expect(track.getSettings().resizeMode == settings.resizeMode)
  }

  @Test func deviceIsNotSwitchedByItsGroup() async throws {
    let track = try await track()
    let other = try #require(
      await page.mediaDevices.enumerateDevices().first {
        $0.kind == .videoinput && $0.groupId != track.getSettings().groupId
      })
    let error = await #expect(throws: OverconstrainedError.self) {
      try await track.applyConstraints(.init(groupId: .exact(other.groupId)))
    }
    #expect(error?.constraint == "groupId")
  }
}
