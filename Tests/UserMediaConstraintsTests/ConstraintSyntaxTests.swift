import Testing
import UserMediaConstraints
import UserMediaCore

/// Constraints written in Swift, compared with the JavaScript on the 2016 page.
@Suite struct ConstraintSyntaxTests {
  @Test(arguments: [
    (MediaStreamConstraints(audio: true, video: true), #"{"audio":true,"video":true}"#),
    (
      MediaStreamConstraints(audio: true, video: .init(width: 1280, height: 720)),
      #"{"audio":true,"video":{"width":1280,"height":720}}"#
    ),
    (
      MediaStreamConstraints(video: .init(width: .init(min: 1280), height: .init(min: 720))),
      #"{"video":{"width":{"min":1280},"height":{"min":720}}}"#
    ),
    (
      MediaStreamConstraints(video: .init(width: .init(min: 1024, ideal: 1280, max: 1920))),
      #"{"video":{"width":{"min":1024,"max":1920,"ideal":1280}}}"#
    ),
    (
      MediaStreamConstraints(video: .init(facingMode: "user")),
      #"{"video":{"facingMode":"user"}}"#
    ),
    (
      MediaStreamConstraints(video: .init(facingMode: .exact("environment"))),
      #"{"video":{"facingMode":{"exact":"environment"}}}"#
    ),
    (
      MediaStreamConstraints(video: .init(frameRate: .init(ideal: 10, max: 15))),
      #"{"video":{"frameRate":{"max":15,"ideal":10}}}"#
    ),
    (
      MediaStreamConstraints(video: .init(width: 640...1280)),
      #"{"video":{"width":{"min":640,"max":1280}}}"#
    ),
    (
      MediaStreamConstraints(video: .init(deviceId: ["a", "b"])),
      #"{"video":{"deviceId":["a","b"]}}"#
    ),
    (
      MediaStreamConstraints(
        audio: .init(echoCancellation: .exact("all")),
        video: .init(
          zoom: true, advanced: [.init(width: 1920, height: 1280), .init(aspectRatio: 1.333)])),
      #"{"audio":{"echoCancellation":{"exact":"all"}},"video":{"zoom":true,"advanced":[{"width":1920,"height":1280},{"aspectRatio":1.333}]}}"#
    ),
  ])
  func swiftPrintsAsJSON(constraints: MediaStreamConstraints, json: String) throws {
    #expect(constraints.json == json)
    #expect(try MediaStreamConstraints(json: json) == constraints)
  }

  @Test func intVariablesNeedNoConversion() {
    let width = 1280
    for (constraints, json) in [
      (
        MediaStreamConstraints(audio: .boolean(width > 0), video: .init(width: .init(width))),
        #"{"audio":true,"video":{"width":1280}}"#
      ),
      (
        MediaStreamConstraints(audio: .init(channelCount: .exact(width / 640))),
        #"{"audio":{"channelCount":{"exact":2}}}"#
      ),
      (
        MediaStreamConstraints(
          video: .init(
            width: .init(min: width, ideal: width, max: 2 * width), height: .ideal(-width))),
        #"{"video":{"width":{"min":1280,"max":2560,"ideal":1280},"height":{"ideal":0}}}"#
      ),
    ] {
      #expect(constraints.json == json)
    }
  }

  @Test func memberOrderIsKept() throws {
    let json = #"{"video":{"frameRate":30,"height":{"exact":480},"deviceId":"x","width":640}}"#
    #expect(try MediaStreamConstraints(json: json).json == json)
  }
}
