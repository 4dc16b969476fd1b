import Foundation
import Testing

/// What the command says of itself and of misspelled arguments.
@Suite struct UsageTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test(arguments: [
    (["captur"], "Unknown subcommand 'captur'. Did you mean 'capture'?"),
    (["help", "Devcies"], "Unknown subcommand 'Devcies'. Did you mean 'devices'?"),
    (["dev"], "Unknown subcommand 'dev'. Did you mean 'devices'?"),
    (["xyzzy"], "Unknown subcommand 'xyzzy'.\n"), ([""], "Unknown subcommand ''.\n"),
    (["devices", "--jsn"], "Unknown option '--jsn'. Did you mean '--json'?"),
    (["capture", "--style", "promis"], "Please provide one of 'callback', 'promise' or 'async'."),
  ]) func misspelledArgumentsGetASuggestion(arguments: [String], message: String) throws {
    let run = try Command(arguments)
    #expect(run.status == 64 && run.output.isEmpty)
    #expect(run.errorOutput.contains("Error: ") && run.errorOutput.contains(message))
    #expect(run.errorOutput.contains("--help"), "\(run.errorOutput)")
  }

  @Test func helpOfASubcommand() throws {
    for name in ["devices", "capture", "record", "translate", "select", "explain"] {
      let run = try Command(["help", name])
      #expect(run.status == 0 && run.text.contains("USAGE: usermedia \(name)"))
    }
    #expect(try Command([]).text.contains("SUBCOMMANDS:"))
  }

  @Test func theChangelogBeginsWithTheVersion() throws {
    let version = try Command(["--version"])
    #expect(version.status == 0 && version.text.hasPrefix("usermedia "))
    let changes = try String(contentsOf: Self.root.appending(path: "CHANGELOG.md"), encoding: .utf8)
    let latest = try #require(changes.split(separator: "\n").first { $0.hasPrefix("## ") })
    #expect("usermedia " + latest.dropFirst(3) + "\n" == version.text)
  }

  @Test func theManualHasEveryOption() throws {
    let program = try #require(Command.program).path
    let script = Self.root.appending(path: "scripts/manual").path
    let manual = try Command(shell: "exec '\(script)' '\(program)';", [])
    #expect(manual.status == 0, "\(manual.errorOutput)")
    for name in ["devices", "capture", "record", "translate", "select", "explain"] {
      #expect(manual.text.contains(".SH \"\(name.uppercased())\"\n"))
      let options = try Command(["help", name]).text.split(whereSeparator: \.isWhitespace)
        .filter { $0.hasPrefix("--") && $0 != "--version" && $0 != "--help" }
      for option in options {
        let name = option.prefix { $0.isLetter || $0 == "-" }
        let escaped = name.replacingOccurrences(of: "-", with: "\\-")
        #expect(manual.text.contains(escaped), "\(name)")
      }
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completionForEachShell(shell: String) throws {
    let run = try Command(["--generate-completion-script", shell])
    #expect(run.status == 0 && run.text.contains("translate"))
  }
}
