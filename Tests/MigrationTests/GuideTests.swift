import Foundation
import Testing
import UserMedia

/// Every Swift snippet of MIGRATION.md and of the README stands in a file here that is compiled and run.
@Suite struct GuideTests {
  private static let tests = URL(filePath: #filePath).deletingLastPathComponent()

  private static func text(of page: String) throws -> String {
    let guide = tests.deletingLastPathComponent().deletingLastPathComponent().appending(path: page)
    return try String(contentsOf: guide, encoding: .utf8)
  }

  /// The Swift blocks of a page, without indentation.
  private static func snippets(of page: String) throws -> [String] {
    try text(of: page)
      .components(separatedBy: "```swift\n").dropFirst()
      .map { block in flat(block.components(separatedBy: "```")[0]) }
  }

  /// The text without what differs between a guide and a file: indentation.
  private static func flat(_ text: String) -> String {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .joined(separator: "\n")
  }

  @Test(arguments: [("MIGRATION.md", 40), ("README.md", 3)])
  func everySnippetIsCompiled(page: String, count: Int) throws {
    let sources = try FileManager.default.contentsOfDirectory(
      at: Self.tests.appending(path: "Snippets"), includingPropertiesForKeys: nil
    ).map { Self.flat(try String(contentsOf: $0, encoding: .utf8)) }.joined(separator: "\n")
    // What stands in a manifest is no code of a program.
    let snippets = try Self.snippets(of: page).filter { !$0.hasPrefix(".package(") }
    #expect(snippets.count >= count)
    for snippet in snippets {
      #expect(sources.contains(snippet), "not in Tests/MigrationTests/Snippets:\n\(snippet)")
    }
  }

  @Test func tableOfErrorsIsWhatTheEntryPointsSay() throws {
    let guide = try Self.text(of: "MIGRATION.md").components(separatedBy: "## 5. Errors")[1]
    let rows = guide.components(separatedBy: "Before:")[0].split(separator: "\n")
      .filter { $0.hasPrefix("| `") }
      .map { row in row.split(separator: "|").map { $0.trimmingCharacters(in: [" ", "`"]) } }
    #expect(rows.count == 7)
    for row in rows {
      let dialects: [Dialect] = [.webkit, .moz, .mozMandatory, .string]
      #expect(Array(row[1...4]) == dialects.map { legacyErrorName(for: row[0], dialect: $0) })
    }
  }
}
