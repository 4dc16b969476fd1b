import Testing

/// A subcommand is parsed apart from the command. That must not show.
@Suite struct SubcommandTests {
  static let names = ["devices", "capture", "record", "translate", "select", "explain"]

  @Test(arguments: names) func helpIsTheSameWhicheverWayItIsAskedFor(name: String) throws {
    let (flag, word) = (try Command([name, "--help"]), try Command(["help", name]))
    #expect(flag.status == 0, "\(flag.errorOutput)")
    #expect(flag.text == word.text)
    #expect(flag.text.contains("USAGE: usermedia \(name) "))
  }

  @Test(arguments: names) func usageErrorsNameTheWholeCommandOnce(name: String) throws {
    let run = try Command([name, "--no-such-option"])
    #expect(run.status == 64)
    #expect(run.errorOutput.contains("Usage: usermedia \(name) "))
    #expect(run.errorOutput.contains("See 'usermedia \(name) --help'"))
  }

  @Test func completionScriptsAreForTheWholeCommand() throws {
    let (whole, after) = (
      try Command(["--generate-completion-script", "bash"]),
      try Command(["capture", "--generate-completion-script", "bash"])
    )
    #expect(whole.status == 0, "\(whole.errorOutput)")
    #expect(whole.text.contains("_usermedia_capture"))
    #expect(after.text == whole.text)
  }
}
