import Dispatch
import Synchronization

extension EventListeners {
  /// Delivers an event to every listener, on the target's queue (DOM, "inner invoke").
  func dispatch(_ event: Event<Target>) {
    dispatchEarly()
    let (entries, queues) = state.withLock { state in
      let entries = state.entries.filter { $0.type == event.type }
      let queues = state.queues.filter { $0.types.isEmpty || $0.types.contains(event.type) }
      if entries.isEmpty && queues.isEmpty {
        state.early.miss(event)
      } else {
        state.early.hear(event.type)
      }
      return (entries, queues.map(\.queue))
    }
    for queue in queues { queue.push(WaitingEvent(event)) }
    invoke(entries, with: event)
  }

  /// Delivers the events that happened before there was a listener for them, on the target's queue.
  private func dispatchEarly() {
    let due = state.withLock { state in
      state.early.take { type in state.entries.contains { $0.type == type } }
    }
    for event in due.compactMap(\.event) {
      let entries = state.withLock { $0.entries.filter { $0.type == event.type } }
      invoke(entries, with: event)
    }
  }

  /// Has the events that a new listener missed delivered, once the call that added it can have
  /// returned.
  func scheduleEarly() {
    // The first that is still there: all have one target.
    let events = state.withLock { $0.early.events(of: []) }
    guard let target = events.lazy.compactMap({ $0.event?.target }).first else { return }
    target.queue.async { target.eventListeners.dispatchEarly() }
  }

  private func invoke(_ entries: [Entry], with event: Event<Target>) {
    for entry in entries where isDue(entry) {
      // HTML, "clean up after running script": promises that a listener settled react before the
      // next listener is called.
      event.target.queue.performTurn { entry.listener.handleEvent(event) }
    }
  }

  /// Calls the library's own listeners at once, on the caller's thread.
  func notify(_ event: Event<Target>) {
    let entries = state.withLock { $0.entries.filter { $0.type == event.type } }
    for entry in entries where isDue(entry) { entry.listener.handleEvent(event) }
  }

  /// Whether an event of a type would reach anybody, now or once there is a listener.
  func isAwaited(_ type: EventType<Target>) -> Bool {
    state.withLock { state in
      state.early.keeps(type) || state.entries.contains { $0.type == type }
        || state.queues.contains { $0.types.isEmpty || $0.types.contains(type) }
    }
  }

  /// Whether an entry is still there to be called; takes it away if it was for one call.
  private func isDue(_ entry: Entry) -> Bool {
    defer { if entry.once { noteDemand() } }
    return state.withLock { state in
      let index = state.entries.firstIndex {
        $0.type == entry.type && $0.listener === entry.listener && $0.isHandler == entry.isHandler
      }
      guard let index else { return false }
      // The caller's copy keeps the listener.
      if entry.once { state.entries.remove(at: index) }
      return true
    }
  }
}
