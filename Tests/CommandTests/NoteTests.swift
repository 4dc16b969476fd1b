import FileTestSupport
import Foundation
import Testing
import UserMedia

/// Reports on standard error about constraints without effect.
@Suite struct NoteTests {
  private static let misspelled =
    #"{"video":{"widht":640,"width":{"mim":320},"minHeight":200},"facingMode":"user","vidoe":true}"#
  private static let notes = [
    "video.widht: ignored: no constraint has this name; did you mean width?",
    "video.width.mim: ignored: no part of a constraint has this name; did you mean min?",
    "facingMode: ignored: it belongs inside video",
    "vidoe: ignored: this is not a kind of track; did you mean video?",
  ]

  private func lines(_ run: Command) -> [String] {
    run.errorOutput.components(separatedBy: "\n").filter { !$0.isEmpty }
  }

  @Test func explainReportsEveryNameWithoutEffect() throws {
    let devices = try DevicesText(DevicesText.front)
    let run = try Command(
      ["explain", "--devices-file", devices.path, "--constraints", Self.misspelled])
    #expect(run.status == 0)
    let reported = lines(run)
    #expect(reported.count == 5 && reported.allSatisfy { $0.hasPrefix("constraints: ") })
    for note in Self.notes { #expect(reported.contains("constraints: " + note), "\(note)") }
    #expect(reported.contains { $0.hasPrefix("constraints: video.minHeight: ignored: ") })
    #expect(!run.text.contains("widht"))
  }

  @Test func captureReportsThemAndGoesOn() throws {
    let run = try Command([
      "capture", "--devices", "synthetic", "--constraints", Self.misspelled, "--frames", "1",
      "--json",
    ])
    #expect(run.status == 0, "\(run.errorOutput)")
    #expect(try run.json["tracks"]?.elements.count == 1)
    for note in Self.notes {
      #expect(lines(run).contains("constraints: " + note), "\(note): \(run.errorOutput)")
    }
  }

  @Test func translateReportsThemByLine() throws {
    let input = #"{"video":true}"# + "\n" + Self.misspelled + "\n" + #"{"video":1,}"# + "\n"
    let run = try Command(
      ["translate", "--from", "current", "--to", "current", "--report"], input: input)
    #expect(run.status == 0)
    let reported = lines(run)
    for note in Self.notes { #expect(reported.contains("line 2: " + note), "\(run.errorOutput)") }
    #expect(!reported.contains { $0.hasPrefix("line 1: ") })
    #expect(reported.contains { $0.hasPrefix("line 3: TypeError: Invalid JSON at byte ") })
    #expect(reported.last == "3 lines, 1 error, 5 notes")
    // The same notes are in the answer, with or without --report.
    let silent = try Command(["translate", "--from", "current", "--to", "current"], input: input)
    #expect(silent.errorOutput.isEmpty)
    #expect(silent.output == run.output)
    let answered = try silent.jsonLines[1]["notes"]?.elements.compactMap { note in
      note["path"]?.text.flatMap { path in note["message"]?.text.map { "\(path): ignored: \($0)" } }
    }
    for note in Self.notes { #expect(answered?.contains(note) == true) }
  }

  @Test func correctConstraintsReportNothing() throws {
    let constraints = #"{"video":{"width":{"min":320},"facingMode":"user"},"audio":true}"#
    let devices = try DevicesText(DevicesText.front)
    let explained = try Command(
      ["explain", "--devices-file", devices.path, "--constraints", constraints])
    #expect(explained.errorOutput.isEmpty)
    let captured = try Command([
      "capture", "--devices", "synthetic", "--constraints", constraints, "--frames", "1", "--json",
    ])
    #expect(captured.status == 0 && captured.errorOutput.isEmpty, "\(captured.errorOutput)")
  }

  @Test func whatDisplaysIgnoreIsReported() throws {
    let run = try Command([
      "capture", "--devices", "synthetic", "--display", "screen", "--frames", "1", "--constraints",
      #"{"audio":{"sampleRate":8000},"video":{"width":64,"cursor":"never","deviceId":"a","zoom":2,"#
        + #""displaySurface":"window","framerate":5,"mozNoiseSuppression":true,"mandatory":{}},"#
        + #""systemAudio":"include","width":640}"#,
    ])
    #expect(run.status == 0, "\(run.errorOutput)")
    #expect(
      lines(run) == [
        "constraints: audio: ignored: the audio of a display is not captured",
        "constraints: video.deviceId: ignored: it does not choose the display",
        "constraints: video.zoom: ignored: displays do not have this property",
        "constraints: video.displaySurface: ignored: it does not choose the display",
        "constraints: video.framerate: ignored: no constraint has this name; did you mean frameRate?",
        "constraints: video.mozNoiseSuppression: ignored: the current syntax ignores it; "
          + "it is now noiseSuppression",
        "constraints: video.mandatory: ignored: getDisplayMedia does not read it",
        "constraints: systemAudio: ignored: this option is for a user who chooses",
        "constraints: width: ignored: it belongs inside video",
      ])
  }

  private static let control = "a\nb\u{1B}[31m"
  private static let escaped = #"a\nb\u001b[31m"#

  /// One line for each message, whatever the constraints hold.
  @Test func controlCharactersAreEscapedEverywhere() throws {
    let name = ConstraintValue.string(Self.control).json
    let constraints = #"{"video":{\#(name):1,"deviceId":\#(name)}}"#
    let devices = try DevicesText(
      #"{"kind":"videoinput","deviceId":"a","label":\#(name),"modes":[{"width":640,"height":480}]}"#
    )
    let explained = try Command(
      ["explain", "--devices-file", devices.path, "--constraints", constraints])
    #expect(
      lines(explained) == [
        "constraints: video.\(Self.escaped): ignored: no constraint has this name"
      ])
    #expect(!explained.text.contains("\u{1B}") && explained.text.contains(Self.escaped))
    let captured = try Command([
      "capture", "--devices", "synthetic", "--constraints", constraints, "--frames", "1",
    ])
    #expect(captured.status == 0 && !captured.errorOutput.contains("\u{1B}"))
    let required = #"{"video":{"mandatory":{\#(name):1}}}"#
    let translated = try Command(
      ["translate", "--from", "webkit", "--to", "current", "--report"], input: required + "\n")
    #expect(
      lines(translated) == [
        "line 1: OverconstrainedError: video.mandatory.\(Self.escaped): no constraint has this name"
          + " (constraint: \(Self.escaped))",
        "1 line, 1 error, 0 notes",
      ])
    let message = try translated.jsonLines[0]["error"]?["message"]?.text
    #expect(message == "video.mandatory.\(Self.escaped): no constraint has this name")
    let missing = try Command(["explain", "--devices-file", "/nonexistent/\(Self.control)"])
    #expect(missing.status == 2 && lines(missing).count == 1)
    #expect(missing.errorOutput.contains(Self.escaped))
  }
}
