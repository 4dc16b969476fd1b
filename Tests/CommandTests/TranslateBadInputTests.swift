import FileTestSupport
import Foundation
import Testing
import UserMedia

/// Invalid lines: each is answered with its own error, and the rest is translated.
@Suite struct TranslateBadInputTests {
  private func translate(_ lines: [Data]) throws -> [ConstraintValue] {
    var input = Data()
    for line in lines { input += line + Data("\n".utf8) }
    let directory = try TemporaryDirectory()
    let file = directory.path("lines")
    try input.write(to: URL(filePath: file))
    let run = try Command(
      ["translate", "--from", "current", "--to", "webkit"], inputFile: file)
    #expect(run.status == 0, "\(run.errorOutput)")
    #expect(run.errorOutput.isEmpty)
    return try run.jsonLines
  }

  private static let deep = String(repeating: "[", count: 10_000)
  private static let bad: [Data] =
    [
      "no JSON", "", "   ", "{", "{}}", #"{"video":NaN}"#, #"{"video":{"width":NaN}}"#,
      #"{"video":{"width":Infinity}}"#, "null", "[]", "1", "true", #""text""#, #"{"video":tru}"#,
      deep, #"{"video":"# + deep + String(repeating: "]", count: 10_000) + "}",
      #"{"video":{"frameRate":1e400}"#, #"{"video":{"deviceId":"\u12"}}"#,
      #"{"video":{"deviceId":"\#(String(repeating: "x", count: 501))"}}"#, "\u{FEFF}{}",
      #"{"video":{"width":1e400}}"#, #"{"video":{"width":1,"width":2}}"#,
      #"{"video":false,"video":true}"#, #"{"video":{"deviceId":"\ud800"}}"#,
      #"{"video":{"deviceId":["\#(Array(repeating: "x", count: 101).joined(separator: #"",""#))"]}}"#,
    ].map { Data($0.utf8) } + [
      Data([0, 1, 2, 0xFF]), Data([0x22, 0xFF]),
      Data(#"{"video":{"deviceId":""#.utf8 + [0xC3] + #""}}"#.utf8),
      Data(#"{"video":{"deviceId":""#.utf8 + [0] + #""}}"#.utf8),
    ]

  @Test func eachInvalidLineHasItsOwnError() throws {
    var lines: [Data] = []
    for (index, line) in Self.bad.enumerated() {
      lines += [Data(#"{"video":{"width":\#(index)}}"#.utf8), line]
    }
    lines.append(Data(#"{"video":true}"#.utf8))
    let answers = try translate(lines)
    try #require(answers.count == lines.count)
    for index in Self.bad.indices {
      #expect(
        answers[2 * index]["constraints"]?["video"]?["optional"]?.elements.first
          == ["minWidth": .number(Double(index))])
      let error = answers[2 * index + 1]["error"]
      #expect(error?["name"]?.text == "TypeError", "line \(index)")
      #expect(error?["message"]?.text?.isEmpty == false)
    }
    #expect(answers.last?["constraints"] == ["video": true])
  }

  @Test func unusualJSONIsAccepted() throws {
    let answers = try translate(
      [
        #"{"video":{"width":1e-400,"height":-0}}"#, "\t{\"audio\" : true}\r",
        #"{"\u0061udio":{"deviceId":"\ud83d\ude00\u0000"}}"#,
      ].map { Data($0.utf8) })
    #expect(
      answers.map { $0["constraints"]?.json } == [
        #"{"video":{"optional":[{"minWidth":0},{"maxWidth":0},{"minHeight":0},{"maxHeight":0}]}}"#,
        #"{"audio":true}"#, #"{"audio":{"optional":[{"sourceId":"😀\u0000"}]}}"#,
      ])
  }

  @Test(.timeLimit(.minutes(5))) func aLineOfTwentyMegabytesIsSkipped() throws {
    let start = Data(#"{"video":{"deviceId":""#.utf8)
    let long = start + Data(repeating: UInt8(ascii: "x"), count: 20_000_000)
    let answers = try translate([
      Data(#"{"video":true}"#.utf8), long + Data(#""}}"#.utf8), Data(#"{"audio":true}"#.utf8),
      start + Data(repeating: UInt8(ascii: "y"), count: 1_000_000) + Data(#""}}"#.utf8),
      long,
    ])
    #expect(answers.count == 5)
    #expect(answers[0]["constraints"] == ["video": true])
    #expect(answers[1]["error"]?["message"]?.text == "the line has 16777216 bytes or more")
    #expect(answers[2]["constraints"] == ["audio": true])
    #expect(answers[3]["error"]?["name"]?.text == "TypeError")
    #expect(answers[3]["error"]?["message"]?.text != answers[1]["error"]?["message"]?.text)
    #expect(answers[4] == answers[1])
  }

  @Test func theLastLineNeedsNoLineBreak() throws {
    let arguments = ["translate", "--from", "current", "--to", "current"]
    #expect(
      try Command(arguments, input: "{\"video\":true}\n{\"audio\":true}").text
        == "{\"constraints\":{\"video\":true},\"notes\":[]}\n"
        + "{\"constraints\":{\"audio\":true},\"notes\":[]}\n")
    #expect(try Command(arguments, input: "").output.isEmpty)
    #expect(try Command(arguments, input: "\n").jsonLines.count == 1)
  }
}
