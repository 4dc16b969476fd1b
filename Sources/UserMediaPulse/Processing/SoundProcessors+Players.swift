extension SoundProcessors {
  /// Routes playback through the newest canceller: when it is loaded, and whenever a new stream
  /// plays. Older cancellers receive it too, because each plays to the previous one.
  func leadPlayers() async {
    // Moving streams causes more events, so requests are coalesced.
    await leading.ask { await leadPlayersOnce() }
  }

  private func leadPlayersOnce() async {
    let cancellers = processors.filter(\.isCanceller)
    guard let newest = cancellers.last else { return }
    let others = cancellers.dropLast().map(\.sink) + cancellers.compactMap(\.output)
    // Streams that belong to modules stay where they are.
    await movePlayers(from: Set(others), to: newest.sink) { $0.client != nil }
  }

  /// Moves playback streams that satisfy a condition to another sink.
  func movePlayers(
    from sinks: Set<String>, to sink: String, where isMeant: (Inventory.Player) -> Bool
  ) async {
    guard let inventory = try? await context.inventory() else { return }
    let indices = Set(sinks.subtracting([sink]).compactMap { inventory.sinks[$0] })
    for player in inventory.players where isMeant(player) && indices.contains(player.sink) {
      // A stream may forbid moving, or be gone.
      try? await context.move(player: player.index, to: sink)
    }
  }
}
