import Foundation
import Testing

/// Every Swift snippet of MIGRATION.md stands in a file here that is compiled and run.
@Suite struct GuideTests {
  private static let tests = URL(filePath: #filePath).deletingLastPathComponent()

  /// The Swift blocks of the guide, without indentation.
  static func snippets() throws -> [String] {
    let guide = tests.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "MIGRATION.md")
    return try String(contentsOf: guide, encoding: .utf8)
      .components(separatedBy: "```swift\n").dropFirst()
      .map { block in flat(block.components(separatedBy: "```")[0]) }
  }

  /// The text without what differs between a guide and a file: indentation.
  private static func flat(_ text: String) -> String {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .joined(separator: "\n")
  }

  @Test func everySnippetIsCompiled() throws {
    let sources = try FileManager.default.contentsOfDirectory(
      at: Self.tests.appending(path: "Snippets"), includingPropertiesForKeys: nil
    ).map { Self.flat(try String(contentsOf: $0, encoding: .utf8)) }.joined(separator: "\n")
    let snippets = try Self.snippets()
    #expect(snippets.count > 20)
    for snippet in snippets {
      #expect(sources.contains(snippet), "not in Tests/MigrationTests/Snippets:\n\(snippet)")
    }
  }
}
