import Foundation
import Testing
import UserMedia

/// Every Swift snippet in MIGRATION.md, README.md and the documentation's articles also appears in a
/// file here that is compiled and run.
@Suite struct GuideTests {
  private static let tests = URL(filePath: #filePath).deletingLastPathComponent()

  private static let articles = "Sources/UserMedia/UserMedia.docc/"

  private static func text(of page: String) throws -> String {
    let guide = tests.deletingLastPathComponent().deletingLastPathComponent().appending(path: page)
    return try String(contentsOf: guide, encoding: .utf8)
  }

  /// The Swift blocks of a page, without indentation and without what only a `main.swift` contains.
  private static func snippets(of page: String) throws -> [String] {
    try text(of: page)
      .components(separatedBy: "```swift\n").dropFirst()
      .map { block in flat(block.components(separatedBy: "```")[0]) }
  }

  /// The text without what differs between a page and a file of functions: indentation, imports and
  /// the main loop.
  private static func flat(_ text: String) -> String {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.hasPrefix("import ") && $0 != "dispatchMain()" }
      .joined(separator: "\n")
  }

  @Test func everyProgramInTheReadmeImportsWhatItUses() throws {
    let programs = try Self.text(of: "README.md").components(separatedBy: "```swift\n").dropFirst()
      .map { $0.components(separatedBy: "```")[0] }.filter {
        !$0.hasPrefix(".package(") && !$0.hasPrefix(".testTarget(")
      }
    #expect(programs.count == 3)
    for program in programs {
      #expect(program.contains("import UserMedia\n"), "\(program)")
      #expect(
        program.contains("dispatchMain()") == program.contains("import Dispatch\n"), "\(program)")
      #expect(program.contains("dispatchMain()") != program.contains("await frame"), "\(program)")
    }
  }

  @Test(arguments: [
    ("MIGRATION.md", 40), ("README.md", 3), (articles + "UserMedia.md", 1),
    (articles + "GettingStarted.md", 3), (articles + "ConstraintsAndDialects.md", 1),
    (articles + "FramesAndLending.md", 3), (articles + "CapturingAudio.md", 3),
    (articles + "AskingForPermission.md", 1), (articles + "Recording.md", 3),
    (articles + "TestingYourProgram.md", 4),
  ])
  func everySnippetIsCompiled(page: String, count: Int) throws {
    let sources = try FileManager.default.contentsOfDirectory(
      at: Self.tests.appending(path: "Snippets"), includingPropertiesForKeys: nil
    ).map { Self.flat(try String(contentsOf: $0, encoding: .utf8)) }.joined(separator: "\n")
    // Lines for a package manifest are not program code.
    let snippets = try Self.snippets(of: page).filter {
      !$0.hasPrefix(".package(") && !$0.hasPrefix(".testTarget(")
    }
    #expect(snippets.count >= count)
    for snippet in snippets {
      #expect(sources.contains(snippet), "not in Tests/MigrationTests/Snippets:\n\(snippet)")
    }
  }

  @Test func errorTableMatchesTheEntryPoints() throws {
    let guide = try Self.text(of: "MIGRATION.md").components(separatedBy: "## 5. Errors")[1]
    let rows = guide.components(separatedBy: "Before:")[0].split(separator: "\n")
      .filter { $0.hasPrefix("| `") }
      .map { row in row.split(separator: "|").map { $0.trimmingCharacters(in: [" ", "`"]) } }
    #expect(rows.count == 7)
    for row in rows {
      let dialects: [Dialect] = [.webkit, .moz, .mozMandatory, .string]
      #expect(Array(row[1...4]) == dialects.map { ErrorNames.legacy(for: row[0], dialect: $0) })
    }
  }
}
