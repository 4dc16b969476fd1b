import Foundation
import Testing

/// The translation page must match the translator.
@Suite struct TranslationPageTests {
  @Test func thePageIsUpToDate() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../docs/translation.md").standardizedFileURL
    if ProcessInfo.processInfo.environment["USERMEDIA_WRITE_DOCS"] == "1" {
      try TranslationPage.text.write(to: page, atomically: true, encoding: .utf8)
    }
    #expect(
      try String(contentsOf: page, encoding: .utf8) == TranslationPage.text,
      "docs/translation.md is out of date; its head says how to write it anew")
  }
}
