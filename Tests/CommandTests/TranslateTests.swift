import FileTestSupport
import Foundation
import Testing
import UserMedia

/// `translate` from and to every syntax, against worked examples.
@Suite struct TranslateTests {
  private static let exactFacing = #"{"video":{"facingMode":{"exact":"environment"}}}"#
  private static let mandatoryFacing = #"{"video":{"mandatory":{"facingMode":"environment"}}}"#
  private static let requiredFacing =
    #"{"video":{"facingMode":"environment","require":["facingMode"]}}"#
  private static let mandatorySize = #"{"video":{"mandatory":{"minWidth":1280,"minHeight":720}}}"#
  private static let text = #""video user, audio""#

  /// From, to, input, and output: constraints, or an error's name.
  private static let pairs: [(String, String, String, String)] = [
    ("current", "current", exactFacing, exactFacing),
    ("current", "webkit", exactFacing, mandatoryFacing),
    ("current", "moz", exactFacing, requiredFacing),
    ("current", "moz-mandatory", exactFacing, mandatoryFacing),
    ("current", "string", #"{"video":{"facingMode":"user"},"audio":true}"#, #""video user,audio""#),
    ("webkit", "current", mandatorySize, #"{"video":{"width":{"min":1280},"height":{"min":720}}}"#),
    ("webkit", "webkit", mandatorySize, mandatorySize),
    (
      "webkit", "moz", mandatorySize,
      #"{"video":{"width":{"min":1280},"height":{"min":720},"require":["width","height"]}}"#
    ),
    ("webkit", "moz-mandatory", mandatorySize, "OverconstrainedError"),
    ("webkit", "string", mandatorySize, "OverconstrainedError"),
    ("moz", "current", requiredFacing, exactFacing),
    ("moz", "webkit", requiredFacing, mandatoryFacing),
    ("moz", "moz", requiredFacing, requiredFacing),
    ("moz", "moz-mandatory", requiredFacing, mandatoryFacing),
    ("moz", "string", requiredFacing, "OverconstrainedError"),
    ("moz-mandatory", "current", mandatoryFacing, exactFacing),
    ("moz-mandatory", "webkit", mandatoryFacing, mandatoryFacing),
    ("moz-mandatory", "moz", mandatoryFacing, requiredFacing),
    ("moz-mandatory", "moz-mandatory", mandatoryFacing, mandatoryFacing),
    ("moz-mandatory", "string", mandatoryFacing, "OverconstrainedError"),
    ("string", "current", text, #"{"video":{"facingMode":"user"},"audio":true}"#),
    ("string", "webkit", text, #"{"video":{"optional":[{"facingMode":"user"}]},"audio":true}"#),
    ("string", "moz", text, #"{"video":{"advanced":[{"facingMode":"user"}]},"audio":true}"#),
    (
      "string", "moz-mandatory", text,
      #"{"video":{"optional":[{"facingMode":"user"}]},"audio":true}"#
    ),
    ("string", "string", text, text),
    ("auto", "current", mandatorySize, #"{"video":{"width":{"min":1280},"height":{"min":720}}}"#),
    ("auto", "webkit", requiredFacing, mandatoryFacing),
    ("auto", "moz", mandatoryFacing, requiredFacing),
    ("auto", "moz-mandatory", exactFacing, mandatoryFacing),
    ("auto", "string", #"{"audio":true}"#, #""audio""#),
  ]

  @Test(arguments: pairs) func eachPair(
    from: String, to: String, input: String, output: String
  ) throws {
    let run = try Command(["translate", "--from", from, "--to", to], input: input + "\n")
    #expect(run.status == 0, "\(run.errorOutput)")
    let answer = try #require(try run.jsonLines.first)
    if output.hasSuffix("Error") {
      #expect(answer["error"]?["name"]?.text == output)
      #expect(
        answer["error"]?["constraint"]?.text
          == (input == Self.mandatorySize ? "width" : "facingMode"))
    } else {
      #expect(answer["constraints"]?.json == output)
      #expect(answer["notes"] != nil && answer.members?.count == 2)
    }
  }

  @Test func anArgumentIsTranslatedToTheCurrentSyntax() throws {
    let expected =
      #"{"constraints":{"video":{"width":{"min":640}}},"notes":[{"path":"video.mandatory.minWidth","#
      + #""kind":"rangeMerged","message":"it is now width.min"}]}"# + "\n"
    let text = "{\"video\":\n{\"mandatory\":{\"minWidth\":640}}}"
    #expect(try Command(["translate", text]).text == expected)
    let directory = try TemporaryDirectory()
    let file = try directory.write(Array(text.utf8), "constraints.json")
    #expect(try Command(["translate", "@" + file]).text == expected)
    let line = text.filter { $0 != "\n" }
    #expect(try Command(["translate", "-"], input: line).text == expected)
    #expect(try Command(["translate"], input: line).text == expected)
    let bare = try Command(["translate", "--from", "string", "video user"])
    #expect(bare.text == #"{"constraints":{"video":{"facingMode":"user"}},"notes":[]}"# + "\n")
  }

  @Test func anErrorInAnArgumentIsOneLineAndStatusTwo() throws {
    for (text, error) in [
      ("{", "TypeError: "), ("@/nowhere", "NotFoundError: /nowhere "),
      (#"{"video":{"sourceId":"screen:0:0"}}"#, "NotSupportedError: video.sourceId: a screen"),
    ] {
      let run = try Command(["translate", text])
      #expect(run.status == 2 && run.output.isEmpty)
      #expect(run.errorOutput.hasPrefix(error), "\(run.errorOutput)")
      #expect(run.errorOutput.filter { $0 == "\n" }.count == 1)
    }
  }

  @Test func notesTellPathKindAndMessage() throws {
    let run = try Command(
      ["translate", "--from", "webkit", "--to", "current", "--report"],
      input: #"{"video":{"optional":[{"googLeakyBucket":true}]}}"#)
    let note = try #require(try run.jsonLines.first?["notes"]?.elements.first)
    #expect(note.members?.keys == ["path", "kind", "message"])
    #expect(note["path"]?.text == "video.optional[0].googLeakyBucket")
    #expect(note["kind"]?.text == "droppedNoEquivalent")
    // Also in readable form.
    #expect(
      run.errorOutput.hasPrefix(
        "line 1: video.optional[0].googLeakyBucket: droppedNoEquivalent: "))
    #expect(run.errorOutput.hasSuffix("\n1 line, 0 errors, 1 note\n"))
  }

  @Test func adaptersOutputWhereItIsAskedFor() throws {
    let input = #"{"video":{"deviceId":["a","b"]}}"#
    let arguments = ["translate", "--from", "current", "--to", "webkit"]
    #expect(
      try Command(arguments, input: input).jsonLines.first?["constraints"]?.json
        == #"{"video":{"optional":[{"sourceId":"a"},{"sourceId":"b"}]}}"#)
    #expect(
      try Command(arguments + ["--compat", "adapter"], input: input)
        .jsonLines.first?["constraints"]?.json == #"{"video":{}}"#)
  }

  @Test(arguments: [
    ([], "OverconstrainedError"), (["--generation", "today"], "{\"video\":{}}"),
    (["--strictness", "lenient"], "{\"video\":{}}"),
  ]) func unknownRequiredNamesByGenerationAndStrictness(options: [String], output: String) throws {
    let run = try Command(
      ["translate", "--from", "webkit", "--to", "current"] + options,
      input: #"{"video":{"mandatory":{"minZoom":2}}}"#)
    let answer = try #require(try run.jsonLines.first)
    #expect(answer["constraints"]?.json ?? answer["error"]?["name"]?.text == output)
  }

  @Test func pairsOfBoundsAreFoldedWhereItIsAskedFor() throws {
    let input = #"{"video":{"optional":[{"minWidth":640},{"maxWidth":640}]}}"#
    let arguments = ["translate", "--from", "webkit", "--to", "current"]
    #expect(
      try Command(arguments, input: input).jsonLines.first?["constraints"]?.json
        == #"{"video":{"advanced":[{"width":{"min":640}},{"width":{"max":640}}]}}"#)
    #expect(
      try Command(arguments + ["--fold-ideals"], input: input)
        .jsonLines.first?["constraints"]?.json == #"{"video":{"width":640}}"#)
  }

  @Test func devicesAreLookedUpByTheirLabels() throws {
    let directory = try TemporaryDirectory()
    let file = directory.path("devices.json")
    try Data(
      #"""
      {"devices":[{"kind":"videoinput","deviceId":"f","label":"camera2 1, facing front"},
        {"kind":"videoinput","deviceId":"b","label":"camera2 0, facing back"}]}
      """#.utf8
    ).write(to: URL(filePath: file))
    let run = try Command(
      ["translate", "--from", "current", "--to", "webkit", "--devices-file", file],
      input: #"{"video":{"facingMode":{"exact":"environment"}}}"#)
    #expect(
      try run.jsonLines.first?["constraints"]?.json == #"{"video":{"mandatory":{"sourceId":"b"}}}"#)
  }

  @Test(arguments: [
    ["--from", "current", "--to", "auto"], ["{}", "{}"],
    ["--from", "ie", "--to", "current"],
    ["--from", "auto", "--to", "current", "--compat", "x"],
    ["--from", "auto", "--to", "current", "--devices-file", "-"],
  ]) func wrongUsage(arguments: [String]) throws {
    let run = try Command(["translate"] + arguments)
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
  }

  @Test(arguments: [
    nil, "", "{}", #"{"devices":{}}"#, #"{"devices":[1]}"#, #"{"devices":[{}]}"#, "{",
  ]) func aDevicesFileThatCannotBeRead(text: String?) throws {
    let directory = try TemporaryDirectory()
    let file = directory.path("devices.json")
    if let text { try Data(text.utf8).write(to: URL(filePath: file)) }
    let run = try Command(
      ["translate", "--from", "auto", "--to", "current", "--devices-file", file],
      input: #"{"video":true}"#)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errorOutput.split(separator: "\n").count == 1)
    #expect(run.errorOutput.hasPrefix(text == nil ? "NotFoundError: " : "TypeError: "))
    #expect(run.errorOutput.contains(file))
  }
}
