import Testing
import UserMediaConstraints
import UserMediaCore

/// Outdated requests for screens and windows.
@Suite struct LegacyDisplayRequestTests {
  @Test(
    arguments: [
      (["video": ["mandatory": ["chromeMediaSource": "screen"]]], .webkit, [.monitor], nil),
      (
        [
          "video": [
            "mandatory": ["chromeMediaSource": "desktop", "chromeMediaSourceId": "screen:1:0"]
          ]
        ], .auto, [.monitor, .window], "screen:1"
      ),
      (["video": ["mediaSource": "window", "require": ["mediaSource"]]], .moz, [.window], nil),
      (["video": ["mozMediaSource": "screen"]], .current, [.monitor], nil),
    ] as [(ConstraintValue, Dialect, Set<DisplayCaptureSurfaceType>, String?)])
  func surfaces(
    value: ConstraintValue, dialect: Dialect, types: Set<DisplayCaptureSurfaceType>, id: String?
  ) throws {
    let request = try #require(try LegacyDisplayRequest(value, dialect: dialect))
    #expect(request.surface == DisplayWish(types: types, id: id))
    #expect(request.constraints.video.requested == MediaTrackConstraints(basic: .init()))
  }

  @Test func otherMembersAreTranslated() throws {
    let chrome = try LegacyDisplayRequest(
      [
        "audio": ["mandatory": ["chromeMediaSource": "system"]],
        "video": [
          "mandatory": ["chromeMediaSource": "screen", "maxWidth": 640, "minFrameRate": 5],
          "optional": [["chromeMediaSourceId": "x"], ["googTemporalLayeredScreencast": true]],
        ],
      ], dialect: .webkit)
    #expect(
      chrome?.constraints
        == MediaStreamConstraints(
          video: .init(width: .init(max: 640), frameRate: .init(min: 5))))
    let firefox = try LegacyDisplayRequest(
      [
        "audio": true,
        "video": [
          "mediaSource": "screen", "width": ["max": 640], "require": ["mediaSource", "width"],
        ],
      ], dialect: .moz)
    #expect(
      firefox?.constraints
        == MediaStreamConstraints(audio: true, video: .init(width: .init(max: 640))))
  }

  @Test(
    arguments: [
      ["video": true], ["video": ["mediaSource": "camera"]], ["audio": ["mediaSource": "screen"]],
      ["video": ["mandatory": ["minWidth": 640]]], "video", [],
    ] as [ConstraintValue])
  func otherRequestsAreNotDisplays(value: ConstraintValue) throws {
    #expect(try LegacyDisplayRequest(value, dialect: .auto) == nil)
  }

  @Test(arguments: ["tab", "application", "browser", "", "Screen"])
  func otherSourcesAreRejected(source: String) {
    let error = #expect(throws: DOMException.self) {
      try LegacyDisplayRequest(["video": ["mediaSource": .string(source)]], dialect: .moz)
    }
    #expect(error?.name == "NotSupportedError")
  }
}
