import Testing
import UserMedia

/// The README's snippets do what the README says.
@Suite(.timeLimit(.minutes(5))) struct ReadmeSnippetTests {
  /// The first line that a snippet prints; keeps what it started until then.
  private func firstLine<Kept>(_ run: (ReadmeSnippets) throws -> Kept) async throws -> String {
    let line = Promise<String>.withResolvers()
    let snippets = ReadmeSnippets(
      navigator: Navigator(devices: .synthetic),
      print: { values in line.resolve(values.map { "\($0)" }.joined(separator: " ")) })
    let kept = try run(snippets)
    defer { withExtendedLifetime(kept) {} }
    return try await line.promise.value
  }

  @Test func callbacksShowAFrame() async throws {
    #expect(try await firstLine { $0.callbacks() }.hasPrefix("640 480 "))
  }

  @Test func promisesTakeAPhoto() async throws {
    #expect(try await firstLine { $0.promises() }.hasSuffix(" bytes of image/jpeg"))
  }

  @Test func asyncCallsLoopOverFrames() async throws {
    let line = try await firstLine { snippets in
      Task { try await snippets.async() }
    }
    #expect(line == "\(1280 * 720 * 4) \(1280 * 4)")
  }
}
