import Foundation
import Testing

/// The table in docs/web-platform-tests.md names every suite in this folder.
@Suite struct TableTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

  @Test func everySuiteIsInTheTableAndEveryNameIsASuite() throws {
    let root = Self.folder.deletingLastPathComponent().deletingLastPathComponent()
    let table = try String(
      contentsOf: root.appending(path: "docs/web-platform-tests.md"), encoding: .utf8)
    let files = try #require(
      FileManager.default.enumerator(at: Self.folder, includingPropertiesForKeys: nil))
    var suites: Set<String> = []
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for part in text.components(separatedBy: "@Suite(\"").dropFirst() {
        suites.insert(part.components(separatedBy: "\"")[0].components(separatedBy: "/").last!)
      }
    }
    #expect(suites.count > 35)
    for suite in suites { #expect(table.contains("`\(suite)"), "not in the table: \(suite)") }
    for line in table.split(separator: "\n") where line.contains("| covered: ") {
      let name = line.components(separatedBy: "covered: `")[1].components(separatedBy: "`")[0]
      let isSuite = suites.contains {
        $0 == name || name.hasSuffix("…") && $0.hasPrefix(name.dropLast())
      }
      #expect(isSuite, "no such suite: \(name)")
    }
  }
}
