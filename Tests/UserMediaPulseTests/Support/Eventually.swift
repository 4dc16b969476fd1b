import Testing

/// Polls a condition that nothing signals; fails the test after a time limit.
func eventually(
  sourceLocation: SourceLocation = #_sourceLocation, _ isTrue: () throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + .seconds(60)
  while ContinuousClock.now < deadline {
    if try isTrue() { return }
    try await Task.sleep(for: .milliseconds(10))
  }
  Issue.record("it did not happen within 60 s", sourceLocation: sourceLocation)
}
