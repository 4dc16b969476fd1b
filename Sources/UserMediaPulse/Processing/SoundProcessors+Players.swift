extension SoundProcessors {
  /// Leads what plays through the newest canceller: at first, and whenever something new plays.
  /// Older ones are reached through it, because it plays into the one before it.
  func leadPlayers() async {
    // Leading is news of players too.
    await leading.ask { await leadPlayersOnce() }
  }

  private func leadPlayersOnce() async {
    let cancellers = processors.filter(\.isCanceller)
    guard let newest = cancellers.last else { return }
    let others = cancellers.dropLast().map(\.sink) + cancellers.compactMap(\.output)
    // Modules play what they have to, where they have to.
    await movePlayers(from: Set(others), to: newest.sink) { $0.client != nil }
  }

  /// Moves some of what plays.
  func movePlayers(
    from sinks: Set<String>, to sink: String, where isMeant: (Inventory.Player) -> Bool
  ) async {
    guard let inventory = try? await context.inventory() else { return }
    let indices = Set(sinks.subtracting([sink]).compactMap { inventory.sinks[$0] })
    for player in inventory.players where isMeant(player) && indices.contains(player.sink) {
      // A player may not want to be moved, or be gone.
      try? await context.move(player: player.index, to: sink)
    }
  }
}
