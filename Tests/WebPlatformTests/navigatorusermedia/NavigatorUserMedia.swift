import Testing
import UserMedia
import UserMediaLegacy

/// The callback call, each test under the name of its file.
@Suite("obtaining-local-multimedia-content/navigatorusermedia") struct NavigatorUserMedia {
  private let page = Page()

  /// The result of one call: the number of video tracks, or the error's name.
  private func call(_ constraints: LegacyConstraints, on page: Page) async -> String {
    await withCheckedContinuation { continuation in
      page.navigator.getUserMedia(
        constraints,
        { continuation.resume(returning: "\($0.getVideoTracks().count)") },
        { error in
          let constraint = (error as? OverconstrainedError)?.constraint
          continuation.resume(
            returning: ([error.name] + (constraint.map { [$0] } ?? [])).joined(separator: " "))
        })
    }
  }

  @Test func allow() async {
    #expect(await call(["video": true], on: page) == "1")
  }

  @Test func deny() async {
    #expect(
      await call(["video": true], on: Page(permissions: DenyPermission())) == "NotAllowedError")
  }

  @Test func unknownkeyOptionParam() async {
    #expect(await call(["doesnotexist": true], on: page) == "TypeError")
  }

  @Test func getusermediaImpossibleConstraint() async {
    let impossible: LegacyConstraints = ["video": ["mandatory": ["minWidth": 1_000_000_000]]]
    #expect(await call(impossible, on: page) == "OverconstrainedError width")
  }

  @Test func getusermediaOptionalConstraint() async {
    let contradiction: LegacyConstraints = [
      "video": ["optional": [["minWidth": 1024], ["maxWidth": 800]]]
    ]
    #expect(await call(contradiction, on: page) == "1")
  }

  @Test func getusermediaTrivialConstraint() async {
    #expect(await call(["video": ["mandatory": ["minWidth": 0]]], on: page) == "1")
  }

  @available(*, deprecated)
  @Test func emptyOptionParam() {
    let error = #expect(throws: DOMException.self) {
      try page.navigator.getUserMedia([:]) { _ in Issue.record("nothing was asked for") }
    }
    #expect(error?.name == "NotSupportedError")
  }
}
