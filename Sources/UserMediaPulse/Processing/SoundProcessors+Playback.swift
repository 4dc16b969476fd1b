extension SoundProcessors {
  /// Routes playback through the newest canceller: when it is loaded, and whenever a new stream
  /// plays. Older cancellers receive it too, because each plays to the previous one.
  func routePlayback() async {
    // Moving streams causes more events, so requests are coalesced.
    await routing.request { await routePlaybackOnce() }
  }

  private func routePlaybackOnce() async {
    let cancellers = processors.filter(\.isCanceller)
    guard let newest = cancellers.last else { return }
    let others = cancellers.dropLast().map(\.sink) + cancellers.compactMap(\.output)
    // Streams that belong to modules stay where they are.
    await moveSinkInputs(from: Set(others), to: newest.sink) { $0.client != nil }
  }

  /// Moves playback streams that satisfy a condition to another sink.
  func moveSinkInputs(
    from sinks: Set<String>, to sink: String, where condition: (Inventory.SinkInput) -> Bool
  ) async {
    guard let inventory = try? await context.inventory() else { return }
    let indices = Set(sinks.subtracting([sink]).compactMap { inventory.sinks[$0] })
    for sinkInput in inventory.sinkInputs
    where condition(sinkInput) && indices.contains(sinkInput.sink) {
      // A stream may forbid moving, or be gone.
      try? await context.move(sinkInput: sinkInput.index, to: sink)
    }
  }
}
