/// Events that fired before their type had a listener: the newest of each type, in order.
///
/// The first listener for a type receives the pending event. A stale event is dropped, unless the
/// event that made it stale is delivered as well.
struct EarlyEvents<Target: EventTarget>: Sendable {
  private let types: Set<EventType<Target>>
  private let opposites: [EventType<Target>: EventType<Target>]
  private var events: [WaitingEvent<Target>] = []
  private var heard: Set<EventType<Target>> = []

  /// Keeps events of `types`. An event in `opposites`' values makes that of its key stale.
  init(
    of types: Set<EventType<Target>> = [],
    opposites: [EventType<Target>: EventType<Target>] = [:]
  ) {
    self.types = types
    self.opposites = opposites
  }

  /// Whether events of a type are kept until there is a listener.
  func keeps(_ type: EventType<Target>) -> Bool {
    types.contains(type) && !heard.contains(type)
  }

  /// Records an event that had no listener.
  mutating func miss(_ event: MediaEvent<Target>) {
    guard keeps(event.type) else { return }
    events.removeAll { $0.type == event.type }
    events.append(WaitingEvent(event))
  }

  /// Records that an event of a type was delivered.
  mutating func delivered(_ type: EventType<Target>) {
    events.removeAll { opposites[$0.type] == type }
  }

  /// Records listeners for `types`, now or soon; an empty set means all types.
  /// - Returns: whether an event is pending for them.
  mutating func listen(for types: Set<EventType<Target>>) -> Bool {
    let wanted = types.isEmpty ? self.types : types
    heard.formUnion(wanted)
    return events.contains { wanted.contains($0.type) }
  }

  /// The pending events of `types`, which other listeners may still be due.
  func events(of types: Set<EventType<Target>>) -> [WaitingEvent<Target>] {
    types.isEmpty ? events : events.filter { types.contains($0.type) }
  }

  /// Removes the events of `types` that a sequence received, except where `hasListener` says that a
  /// listener is still due them.
  mutating func forget(
    _ types: Set<EventType<Target>>, except hasListener: (EventType<Target>) -> Bool
  ) {
    events.removeAll { (types.isEmpty || types.contains($0.type)) && !hasListener($0.type) }
  }

  /// Removes and returns the events whose types now have listeners.
  mutating func take(where hasListener: (EventType<Target>) -> Bool) -> [WaitingEvent<Target>] {
    var (due, left) = ([WaitingEvent<Target>](), [WaitingEvent<Target>]())
    for (index, event) in events.enumerated() {
      let opposite = opposites[event.type].flatMap { opposite in
        events[(index + 1)...].contains { $0.type == opposite } ? opposite : nil
      }
      switch (hasListener(event.type), opposite.map(hasListener)) {
      case (true, nil), (true, true): due.append(event)
      case (true, false), (false, true): break
      case (false, nil), (false, false): left.append(event)
      }
    }
    events = left
    return due
  }

  /// Drops all events and keeps no more.
  mutating func removeAll() {
    events = []
  }
}
