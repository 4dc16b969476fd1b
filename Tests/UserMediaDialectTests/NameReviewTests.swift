import ConstraintsTestSupport
import Testing
import UserMediaConstraints
import UserMediaCore

/// Names without effect are reported, with the intended name.
@Suite struct NameReviewTests {
  struct Case: Sendable {
    let value: ConstraintValue
    let path: String
    let words: String
    var from = Dialect.auto
  }

  static let cases: [Case] = [
    // Misspelled, at each level.
    Case(value: ["video": ["widht": 640]], path: "video.widht", words: "did you mean width?"),
    Case(
      value: ["video": ["width": ["mim": 640]]], path: "video.width.mim", words: "did you mean min?"
    ),
    Case(
      value: ["video": ["width": ["Ideal": 640]]], path: "video.width.Ideal",
      words: "did you mean ideal?"),
    Case(value: ["vidoe": true, "audio": true], path: "vidoe", words: "did you mean video?"),
    Case(value: ["vedio": true, "audio": true], path: "vedio", words: "did you mean video?"),
    Case(value: ["video1": true, "audio": true], path: "video1", words: "did you mean video?"),
    Case(value: ["Audio": true, "video": true], path: "Audio", words: "did you mean audio?"),
    Case(
      value: ["video": ["advanced": [["hieght": 1]]]], path: "video.advanced[0].hieght",
      words: "did you mean height?"),
    Case(
      value: ["video": ["framerate": 30]], path: "video.framerate", words: "did you mean frameRate?"
    ),
    Case(
      value: ["video": ["advance": []]], path: "video.advance", words: "did you mean advanced?"),
    Case(
      value: ["audio": ["echoCanceling": true]], path: "audio.echoCanceling",
      words: "no constraint has this name"),
    Case(
      value: ["video": ["mandatory": ["minWidht": 1]]], path: "video.mandatory.minWidht",
      words: "did you mean minWidth?", from: .webkit),
    Case(
      value: ["video": ["optional": [["maxHieght": 1]]]], path: "video.optional[0].maxHieght",
      words: "did you mean maxHeight?", from: .webkit),
    Case(
      value: ["video": ["widht": ["min": 1], "require": []]], path: "video.widht",
      words: "did you mean width?", from: .moz),
    // At the wrong level.
    Case(
      value: ["video": true, "facingMode": "user"], path: "facingMode",
      words: "it belongs inside video"),
    Case(
      value: ["audio": true, "channelCount": 2], path: "channelCount",
      words: "it belongs inside audio"),
    Case(
      value: ["audio": true, "mandatory": ["minWidth": 1]], path: "mandatory",
      words: "it belongs inside audio or video"),
    Case(
      value: ["video": true, "minWidth": 640], path: "minWidth", words: "it belongs inside video"),
    Case(
      value: ["video": ["audio": true]], path: "video.audio", words: "next to video, not inside it"),
    Case(
      value: ["video": ["mozNoiseSuppression": true]], path: "video.mozNoiseSuppression",
      words: "video tracks do not have this property"),
    Case(
      value: ["video": ["advanced": [["echoCancelation": true]]]],
      path: "video.advanced[0].echoCancelation", words: "video tracks do not have this property"),
    Case(
      value: ["video": ["mozAutoGainControl": true]], path: "video.mozAutoGainControl",
      words: "video tracks do not have this property", from: .moz),
    Case(value: ["video": ["min": 640]], path: "video.min", words: "inside a constraint"),
    Case(
      value: ["video": ["advanced": [["advanced": []]]]], path: "video.advanced[0].advanced",
      words: "directly inside video"),
    Case(
      value: ["video": ["channelCount": 2]], path: "video.channelCount",
      words: "video tracks do not have this property"),
    Case(
      value: ["video": ["facingMode": ["min": 2]]], path: "video.facingMode.min",
      words: "facingMode takes neither min nor max"),
    // Chrome's names in the current syntax.
    Case(
      value: ["audio": ["channelCount": 1, "googEchoCancellation": false]],
      path: "audio.googEchoCancellation", words: "ignores it; it is now echoCancellation"),
    Case(
      value: ["video": ["minWidth": 640]], path: "video.minWidth", words: "it is now width.min"),
    Case(
      value: ["video": ["maxFrameRate": 30]], path: "video.maxFrameRate",
      words: "it is now frameRate.max"),
    Case(
      value: ["audio": ["googHighpassFilter": true]], path: "audio.googHighpassFilter",
      words: "it has no current equivalent"),
    Case(
      value: ["audio": ["latencyMs": 20]], path: "audio.latencyMs",
      words: "it is now latency, in seconds"),
  ]

  @Test(arguments: cases)
  func isReportedOnce(example: Case) throws {
    var options = TranslationOptions()
    // Unknown required names are errors otherwise.
    options.generation = .today
    let notes = try Translation(
      example.value, from: example.from, to: .current, options: options
    ).notes.filter { $0.path == example.path }
    #expect(notes.count == 1)
    #expect(notes.first?.message.contains(example.words) == true, "\(notes)")
    let ignored = ignoredParts(of: example.value, dialect: example.from, options: options)
    #expect(ignored.contains { $0.path == example.path })
  }

  @Test(
    arguments: [
      ["audio": true, "video": ["width": ["min": 1, "max": 2, "exact": 1, "ideal": 1]]],
      ["video": ["facingMode": ["exact": "user", "ideal": ["a"]], "advanced": [["zoom": true]]]],
      ["audio": ["sourceId": "a", "mozAutoGainControl": true]],
      ["video": ["mandatory": ["minWidth": 1], "optional": [["sourceId": "a"]]]],
      ["video": ["width": ["min": 640], "require": ["width"]]], "video user, audio",
      ["width": 640, "advanced": [["height": 480]]],
    ] as [ConstraintValue])
  func namesWithEffectAreNotReported(value: ConstraintValue) throws {
    #expect(ignoredParts(of: value, dialect: .auto).isEmpty)
  }

  /// Web IDL ignores unknown names.
  @Test(arguments: cases.filter { $0.from == .auto })
  func theAPIIgnoresThem(example: Case) throws {
    _ = try MediaStreamConstraints(converting: example.value)
    _ = try MediaStreamConstraints(example.value, dialect: .auto)
  }

  @Test func nothingCrashesAndReportedNamesAreShort() {
    for seed in UInt64(0)..<5_000 {
      var generator = ConstraintGenerator(seed: seed)
      for note in ignoredParts(of: generator.anything(), dialect: .auto) {
        #expect(!note.message.isEmpty)
      }
    }
    let long = String(repeating: "w", count: 100_000)
    #expect(ignoredParts(of: ["video": [long: 1]], dialect: .auto).count == 1)
  }
}
