/// Events that happened before anybody listened for their type: of each type the newest, in order.
///
/// The first listener for a type gets the event that waits. One that is no longer true is dropped,
/// unless what made it untrue is delivered as well.
struct EarlyEvents<Target: EventTarget>: Sendable {
  private let types: Set<EventType<Target>>
  private let opposites: [EventType<Target>: EventType<Target>]
  private var events: [WaitingEvent<Target>] = []
  private var heard: Set<EventType<Target>> = []

  /// Keeps events of `types`. One of `opposites`' values makes the event of its key untrue.
  init(
    of types: Set<EventType<Target>> = [],
    opposites: [EventType<Target>: EventType<Target>] = [:]
  ) {
    self.types = types
    self.opposites = opposites
  }

  /// Whether an event of a type that nobody listens for is kept.
  func keeps(_ type: EventType<Target>) -> Bool {
    types.contains(type) && !heard.contains(type)
  }

  /// An event that nobody listened for.
  mutating func miss(_ event: Event<Target>) {
    guard keeps(event.type) else { return }
    events.removeAll { $0.type == event.type }
    events.append(WaitingEvent(event))
  }

  /// An event of a type was delivered.
  mutating func hear(_ type: EventType<Target>) {
    events.removeAll { opposites[$0.type] == type }
  }

  /// Somebody listens for `types`, from now on at the latest; an empty set is all of them.
  /// - Returns: whether an event waits for that.
  mutating func listen(for types: Set<EventType<Target>>) -> Bool {
    let wanted = types.isEmpty ? self.types : types
    heard.formUnion(wanted)
    return events.contains { wanted.contains($0.type) }
  }

  /// The events of `types`, which others wait for as well.
  func events(of types: Set<EventType<Target>>) -> [WaitingEvent<Target>] {
    types.isEmpty ? events : events.filter { types.contains($0.type) }
  }

  /// Forgets the events of `types` that a sequence got, except where `isHeard` says that a listener
  /// is still to get them.
  mutating func forget(
    _ types: Set<EventType<Target>>, except isHeard: (EventType<Target>) -> Bool
  ) {
    events.removeAll { (types.isEmpty || types.contains($0.type)) && !isHeard($0.type) }
  }

  /// Takes out the events of types that somebody listens for now.
  mutating func take(where isHeard: (EventType<Target>) -> Bool) -> [WaitingEvent<Target>] {
    var (due, left) = ([WaitingEvent<Target>](), [WaitingEvent<Target>]())
    for (index, event) in events.enumerated() {
      let opposite = opposites[event.type].flatMap { opposite in
        events[(index + 1)...].contains { $0.type == opposite } ? opposite : nil
      }
      switch (isHeard(event.type), opposite.map(isHeard)) {
      case (true, nil), (true, true): due.append(event)
      case (true, false), (false, true): break
      case (false, nil), (false, false): left.append(event)
      }
    }
    events = left
    return due
  }

  /// Drops all events: there is to be none.
  mutating func removeAll() {
    events = []
  }
}
