import FileTestSupport
import Testing

/// The command at a terminal of 80 columns.
@Suite(.timeLimit(.minutes(5))) struct TerminalTests {
  @Test func devicesFitOnAScreen() throws {
    let run = try TerminalRun(["devices", "--devices", "synthetic"])
    #expect(run.status == 0)
    #expect(run.lines.count <= 24 && run.lines.allSatisfy { $0.count <= 80 }, "\(run.text)")
    #expect(run.text.contains("YUYV NV12 YU12 MJPG  5 sizes up to 1920x1080 at 60 fps"))
    let all = try TerminalRun(["devices", "--devices", "synthetic", "--modes"])
    #expect(all.text.contains("320x180 640x360 640x480 1280x720 1920x1080"))
    #expect(all.lines.allSatisfy { $0.count <= 80 }, "\(all.text)")
  }

  @Test func linesAreWrappedOnlyAtATerminal() throws {
    let arguments = ["explain", "--devices", "synthetic"]
    let run = try TerminalRun(arguments)
    #expect(run.status == 0 && run.lines.allSatisfy { $0.count <= 80 }, "\(run.text)")
    let piped = try Command(arguments).text
    #expect(
      piped.contains { $0 == "\n" } && piped.split(separator: "\n").contains { $0.count > 80 })
    let words = { (text: String) in text.split(whereSeparator: \.isWhitespace) }
    #expect(words(run.text) == words(piped))
  }

  @Test(arguments: ["--photo", "--sound", "--video"], ["-", "/dev/stdout"])
  func binaryIsNotWrittenToATerminal(option: String, path: String) throws {
    let run = try TerminalRun(["capture", "--devices", "synthetic", "--frames", "1", option, path])
    #expect(run.status == 64)
    #expect(
      run.text.contains("Error: \(option) would write binary data to the terminal: "), "\(run.text)"
    )
  }

  @Test func aRecordingIsNotWrittenToATerminal() throws {
    let run = try TerminalRun(["record", "-", "--devices", "synthetic"])
    #expect(run.status == 64)
    #expect(
      run.text.contains("Error: the recording would write binary data to the terminal: "),
      "\(run.text)")
  }

  @Test func translateAndSelectPrompt() throws {
    let run = try TerminalRun(["translate"], input: "{\"video\":true}\n{\n")
    #expect(run.status == 0)
    #expect(run.text.contains("Type constraints as JSON, one text per line. Ctrl-D ends.\n> "))
    #expect(run.text.contains("{\"constraints\":{\"video\":true},\"notes\":[]}\n"), "\(run.text)")
    #expect(run.text.contains("{\"error\":{\"name\":\"TypeError\""))
    #expect(run.text.hasSuffix("> \n"))
    let devices = try DevicesText(DevicesText.front)
    let select = try TerminalRun(
      ["select", "--devices-file", devices.path], input: "{\"video\":true}\n")
    #expect(select.text.contains("Ctrl-D ends.\n> ") && select.text.contains("\"label\":\"Front\""))
  }

  @Test func theSummaryNamesTheFiles() throws {
    let directory = try TemporaryDirectory()
    let photo = directory.path("p.jpg")
    let run = try Command([
      "capture", "--devices", "synthetic", "--frames", "1", "--photo", photo,
    ])
    #expect(run.status == 0, "\(run.errorOutput)")
    let byteCount = try directory.read("p.jpg").count
    #expect(
      run.text.split(separator: "\n").contains {
        $0.hasPrefix("photo ") && $0.hasSuffix(" \(photo), \(byteCount) bytes")
      }, "\(run.text)")
  }
}
