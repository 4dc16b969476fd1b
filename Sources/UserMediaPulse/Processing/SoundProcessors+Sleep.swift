extension SoundProcessors {
  /// Tells everybody whether the source sleeps that is heard through a processor: PulseAudio's
  /// module goes on by itself then, and gives nothing.
  func tellOfSleep() async {
    mustTellAgain = true
    guard !isTelling else { return }
    isTelling = true
    while mustTellAgain {
      mustTellAgain = false
      await tellOfSleepOnce()
    }
    isTelling = false
  }

  private func tellOfSleepOnce() async {
    guard !processors.isEmpty, let sources = try? await context.sources().sources else { return }
    for processor in processors {
      guard let source = sources.first(where: { $0.name == processor.source }) else { continue }
      for tell in processor.users.values { tell(source.isSuspended) }
    }
  }
}
