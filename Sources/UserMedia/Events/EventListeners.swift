import Synchronization

/// Who is told of one target's events: its handlers (`onended`), listeners and sequences.
///
/// Nothing here refers to the target.
public final class EventListeners<Target: EventTarget>: Sendable {
  private struct Entry {
    let type: EventType<Target>
    let listener: EventListener<Target>
    var once = false
    var isHandler = false
  }

  private struct State {
    var entries: [Entry] = []
    var queues: [(types: Set<EventType<Target>>, queue: FrameQueue<Event<Target>>)] = []
    var isFinished = false
    var isWatched = false
  }

  private let state = Mutex(State())
  private let begin: (@Sendable () -> Void)?

  /// No listeners yet.
  public init() {
    begin = nil
  }

  /// No listeners yet; `begin` is called when the first one comes.
  init(begin: @escaping @Sendable () -> Void) {
    self.begin = begin
  }

  deinit {
    finish()
  }

  func add(_ listener: EventListener<Target>, to type: EventType<Target>, once: Bool) {
    state.withLock { state in
      let isThere = state.entries.contains {
        $0.type == type && $0.listener === listener && !$0.isHandler
      }
      if !isThere { state.entries.append(Entry(type: type, listener: listener, once: once)) }
    }
    beginOnce()
  }

  private func beginOnce() {
    guard let begin else { return }
    let isFirst = state.withLock { state in
      defer { state.isWatched = true }
      return !state.isWatched
    }
    if isFirst { begin() }
  }

  func remove(_ listener: EventListener<Target>, from type: EventType<Target>) {
    state.withLock { state in
      state.entries.removeAll { $0.type == type && $0.listener === listener && !$0.isHandler }
    }
  }

  /// The function that was assigned to a type's attribute (HTML, "event handlers"). Another one
  /// takes the place of the last among the listeners.
  subscript(handler type: EventType<Target>) -> (@Sendable (Event<Target>) -> Void)? {
    get {
      state.withLock { state in
        state.entries.first { $0.type == type && $0.isHandler }?.listener.handleEvent
      }
    }
    set {
      // The old function is let go after the lock: what it captured may come here when it goes.
      let old = state.withLock { state -> Entry? in
        let index = state.entries.firstIndex { $0.type == type && $0.isHandler }
        let entry = newValue.map {
          Entry(type: type, listener: EventListener($0), isHandler: true)
        }
        switch (index, entry) {
        case (let index?, let entry?):
          defer { state.entries[index] = entry }
          return state.entries[index]
        case (let index?, nil): return state.entries.remove(at: index)
        case (nil, let entry?): state.entries.append(entry)
        case (nil, nil): break
        }
        return nil
      }
      withExtendedLifetime(old) {}
      if newValue != nil { beginOnce() }
    }
  }

  /// Whether anybody listens to a type.
  func hasListener(_ type: EventType<Target>) -> Bool {
    state.withLock { $0.entries.contains { $0.type == type } }
  }

  /// Tells everybody, on the target's queue (DOM, "inner invoke").
  func dispatch(_ event: Event<Target>) {
    let (entries, queues) = state.withLock { state in
      (
        state.entries.filter { $0.type == event.type },
        state.queues.filter { $0.types.isEmpty || $0.types.contains(event.type) }.map(\.queue)
      )
    }
    for queue in queues { queue.push(event) }
    for entry in entries where isDue(entry) { entry.listener.handleEvent(event) }
  }

  /// Whether an entry is still there to be called; takes it away if it was for one call.
  private func isDue(_ entry: Entry) -> Bool {
    state.withLock { state in
      let index = state.entries.firstIndex {
        $0.type == entry.type && $0.listener === entry.listener && $0.isHandler == entry.isHandler
      }
      guard let index else { return false }
      if entry.once { state.entries.remove(at: index) }
      return true
    }
  }

  func add(_ queue: FrameQueue<Event<Target>>, types: Set<EventType<Target>>) {
    let isFinished = state.withLock { state in
      if !state.isFinished { state.queues.append((types, queue)) }
      return state.isFinished
    }
    if isFinished { queue.finish() }
    beginOnce()
  }

  func remove(_ queue: FrameQueue<Event<Target>>) {
    state.withLock { $0.queues.removeAll { $0.queue === queue } }
  }

  /// Ends every sequence of events, now and later, because there will be none any more.
  func finish() {
    let queues = state.withLock { state in
      state.isFinished = true
      defer { state.queues = [] }
      return state.queues
    }
    for (_, queue) in queues { queue.finish() }
  }
}
