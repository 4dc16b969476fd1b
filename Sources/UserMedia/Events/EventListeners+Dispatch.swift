import Dispatch
import Synchronization

extension EventListeners {
  /// Delivers an event to every listener, on the target's queue (DOM, "inner invoke").
  func dispatch(_ event: MediaEvent<Target>) {
    dispatchEarly()
    let (entries, queues) = state.withLock { state in
      let entries = state.entries.filter { $0.type == event.type }
      let queues = state.queues.filter { $0.types.isEmpty || $0.types.contains(event.type) }
      if entries.isEmpty && queues.isEmpty {
        state.early.miss(event)
      } else {
        state.early.delivered(event.type)
      }
      return (entries, queues.map(\.queue))
    }
    for queue in queues { queue.push(WaitingEvent(event)) }
    invoke(entries, with: event)
  }

  /// Delivers events that fired before they had a listener, on the target's queue.
  private func dispatchEarly() {
    let due = state.withLock { state in
      state.early.take { type in state.entries.contains { $0.type == type } }
    }
    for event in due.compactMap(\.event) {
      let entries = state.withLock { $0.entries.filter { $0.type == event.type } }
      invoke(entries, with: event)
    }
  }

  /// Schedules delivery of the events a new listener missed, after the call that added it has
  /// returned.
  func scheduleEarly() {
    // Any remaining event will do: they all have the same target.
    let events = state.withLock { $0.early.events(of: []) }
    guard let target = events.lazy.compactMap({ $0.event?.target }).first else { return }
    target.queue.async { target.eventListeners.dispatchEarly() }
  }

  private func invoke(_ entries: [Entry], with event: MediaEvent<Target>) {
    for entry in entries where isDue(entry) {
      // HTML, "clean up after running script": reactions of promises that a listener settled run
      // before the next listener is called.
      event.target.queue.performTurn { entry.listener.handleEvent(event) }
    }
  }

  /// Calls the library's internal listeners immediately, on the caller's thread.
  func notify(_ event: MediaEvent<Target>) {
    let entries = state.withLock { $0.entries.filter { $0.type == event.type } }
    for entry in entries where isDue(entry) { entry.listener.handleEvent(event) }
  }

  /// Whether an event of a type would be delivered, now or once there is a listener.
  func isAwaited(_ type: EventType<Target>) -> Bool {
    state.withLock { state in
      state.early.keeps(type) || state.entries.contains { $0.type == type }
        || state.queues.contains { $0.types.isEmpty || $0.types.contains(type) }
    }
  }

  /// Whether an entry should still be called; removes it if it was for one call.
  private func isDue(_ entry: Entry) -> Bool {
    defer { if entry.once { noteDemand() } }
    return state.withLock { state in
      let index = state.entries.firstIndex {
        $0.type == entry.type && $0.listener === entry.listener && $0.isHandler == entry.isHandler
      }
      guard let index else { return false }
      // The caller's copy keeps the listener alive.
      if entry.once { state.entries.remove(at: index) }
      return true
    }
  }
}
