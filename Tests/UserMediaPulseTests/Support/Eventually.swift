import Testing

/// Waits for what nothing tells of; a failed test when it takes too long.
func eventually(
  sourceLocation: SourceLocation = #_sourceLocation, _ isTrue: () throws -> Bool
) async throws {
  for _ in 0..<500 {
    if try isTrue() { return }
    try await Task.sleep(for: .milliseconds(10))
  }
  Issue.record("waited 5 s in vain", sourceLocation: sourceLocation)
}
