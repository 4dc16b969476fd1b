/// Limits how many tests use the server at once.
actor Turns {
  /// PulseAudio handles any number; PipeWire without real-time scheduling falls behind with more
  /// than a few clients.
  static let shared = Turns(SoundServer.isPipeWire ? 2 : 12)

  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  private init(_ free: Int) {
    self.free = free
  }

  /// Waits for its turn, and then runs `body`.
  nonisolated func run(_ body: () async throws -> Void) async throws {
    await begin()
    let result: Result<Void, any Error>
    do {
      result = .success(try await body())
    } catch {
      result = .failure(error)
    }
    await end()
    try result.get()
  }

  private func begin() async {
    if free > 0 { free -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
  }

  private func end() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}
