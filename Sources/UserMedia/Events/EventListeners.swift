import Synchronization

/// The handlers (`onended`), listeners and sequences for one target's events.
///
/// Holds no strong reference to the target, and calls or releases nothing under its lock.
public final class EventListeners<Target: EventTarget>: Sendable {
  struct Entry {
    let type: EventType<Target>
    let listener: EventListener<Target>
    var once = false
    var isHandler = false
  }

  struct State {
    var entries: [Entry] = []
    var queues: [(types: Set<EventType<Target>>, queue: FrameQueue<WaitingEvent<Target>>)] = []
    var early: EarlyEvents<Target>
    var isFinished = false
    /// Whether there were listeners when ``demandChanged`` was last called.
    var isWanted = false

    var hasAny: Bool { !entries.isEmpty || !queues.isEmpty }
  }

  let state: Mutex<State>
  private let demandChanged: (@Sendable () -> Void)?

  /// Creates a list without listeners.
  public init() {
    demandChanged = nil
    state = Mutex(State(early: EarlyEvents()))
  }

  /// Creates a list without listeners. Events of the types in `early` wait for the first listener.
  ///
  /// `demandChanged` is called without a lock after the first listener of any type was added and
  /// after the last one was removed. Calls from several threads may arrive out of order, so read
  /// ``isWanted`` rather than counting calls.
  init(
    early: EarlyEvents<Target> = EarlyEvents(), demandChanged: (@Sendable () -> Void)? = nil
  ) {
    self.demandChanged = demandChanged
    state = Mutex(State(early: early))
  }

  /// Whether there is a handler, listener or sequence.
  var isWanted: Bool { state.withLock { $0.hasAny } }

  deinit {
    finish()
  }

  func add(_ listener: EventListener<Target>, to type: EventType<Target>, once: Bool) {
    let isAwaited = state.withLock { state in
      let isThere = state.entries.contains {
        $0.type == type && $0.listener === listener && !$0.isHandler
      }
      if !isThere { state.entries.append(Entry(type: type, listener: listener, once: once)) }
      return state.early.listen(for: [type])
    }
    if isAwaited { scheduleEarly() }
    noteDemand()
  }

  /// Calls ``demandChanged`` if the first listener was added or the last one removed.
  func noteDemand() {
    guard let demandChanged else { return }
    let isChanged = state.withLock { state in
      defer { state.isWanted = state.hasAny }
      return state.isWanted != state.hasAny
    }
    if isChanged { demandChanged() }
  }

  func remove(_ listener: EventListener<Target>, from type: EventType<Target>) {
    let removed = state.withLock { state -> Entry? in
      let index = state.entries.firstIndex {
        $0.type == type && $0.listener === listener && !$0.isHandler
      }
      return index.map { state.entries.remove(at: $0) }
    }
    withExtendedLifetime(removed) {}
    noteDemand()
  }

  /// The function assigned to a type's attribute (HTML, "event handlers"). A new function keeps the
  /// old one's place in the calling order.
  package subscript(handler type: EventType<Target>) -> (@Sendable (MediaEvent<Target>) -> Void)? {
    get {
      state.withLock { state in
        state.entries.first { $0.type == type && $0.isHandler }?.listener.handleEvent
      }
    }
    set { set(handler: type, newValue.map(EventListener.init(_:))) }
  }

  private func set(handler type: EventType<Target>, _ listener: EventListener<Target>?) {
    let entry = listener.map { Entry(type: type, listener: $0, isHandler: true) }
    let (old, isAwaited) = state.withLock { state -> (Entry?, Bool) in
      let index = state.entries.firstIndex { $0.type == type && $0.isHandler }
      var old: Entry?
      switch (index, entry) {
      case (let index?, let entry?):
        old = state.entries[index]
        state.entries[index] = entry
      case (let index?, nil): old = state.entries.remove(at: index)
      case (nil, let entry?): state.entries.append(entry)
      case (nil, nil): break
      }
      return (old, entry != nil && state.early.listen(for: [type]))
    }
    // Releasing the old function's captures may call back into this object.
    withExtendedLifetime(old) {}
    if isAwaited { scheduleEarly() }
    noteDemand()
  }

  /// The same for a function that takes no event. Reading one that takes it gives `nil`, because
  /// there is no event to call it with.
  package subscript(parameterlessHandler type: EventType<Target>) -> (@Sendable () -> Void)? {
    get {
      state.withLock { state in
        state.entries.first { $0.type == type && $0.isHandler }?.listener.parameterless
      }
    }
    set { set(handler: type, newValue.map(EventListener.init(parameterless:))) }
  }

  func add(_ queue: FrameQueue<WaitingEvent<Target>>, types: Set<EventType<Target>>) {
    let isFinished = state.withLock { state in
      if state.early.listen(for: types) {
        // The new queue has no reader yet, so this push resumes no task.
        for event in state.early.events(of: types) { queue.push(event) }
        state.early.forget(types) { type in state.entries.contains { $0.type == type } }
      }
      if !state.isFinished { state.queues.append((types, queue)) }
      return state.isFinished
    }
    if isFinished { queue.finish() }
    noteDemand()
  }

  func remove(_ queue: FrameQueue<WaitingEvent<Target>>) {
    let removed = state.withLock { state in
      let index = state.queues.firstIndex { $0.queue === queue }
      return index.map { state.queues.remove(at: $0) }
    }
    withExtendedLifetime(removed) {}
    noteDemand()
  }

  /// Ends all current and future sequences, because no more events will come; `discarding` also
  /// drops those that are pending for a first listener.
  func finish(discarding: Bool = false) {
    let queues = state.withLock { state in
      state.isFinished = true
      if discarding { state.early.removeAll() }
      defer { state.queues = [] }
      return state.queues
    }
    for (_, queue) in queues { queue.finish() }
  }
}
