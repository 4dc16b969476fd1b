import Dispatch
import Synchronization
import Testing

@testable import UserMedia

/// Events that happen before a program could add a listener.
@Suite(.timeLimit(.minutes(5))) struct EarlyEventTests {
  private final class Door: EventTarget {
    let queue = DispatchQueue(label: "door")
    let eventListeners = EventListeners<Door>(
      early: EarlyEvents(
        of: ["open", "shut", "fall"], opposites: ["open": "shut", "shut": "open"]))
    typealias EventDetail = Int

    func fire(_ type: EventType<Door>, _ number: Int = 0) {
      dispatchEvent(MediaEvent(type, target: self, detail: number))
      queue.sync {}
    }
  }

  private final class Heard: Sendable {
    private let words = Mutex<[String]>([])
    func add(_ event: MediaEvent<Door>) {
      dispatchPrecondition(condition: .onQueue(event.target.queue))
      words.withLock { $0.append("\(event.type) \(event.detail)") }
    }
    /// All events, once the door's queue is idle.
    func all(_ door: Door) -> [String] {
      door.queue.sync {}
      return words.withLock { $0 }
    }
  }

  private let door = Door()
  private let heard = Heard()

  @Test func firstListenerGetsTheLatestUndeliveredEvent() {
    door.fire("fall", 1)
    door.fire("fall", 2)
    door.addEventListener("fall") { [heard] in heard.add($0) }
    door.addEventListener("open") { [heard] in heard.add($0) }
    #expect(heard.all(door) == ["fall 2"])
    door.fire("fall", 3)
    #expect(heard.all(door) == ["fall 2", "fall 3"])
  }

  @Test func handlerIsNotCalledBeforeTheCallThatSetsItReturns() {
    door.fire("fall", 1)
    door.queue.sync {
      door.eventListeners[handler: "fall"] = { [heard] in heard.add($0) }
      door.queue.async { [heard, door] in heard.add(MediaEvent("later", target: door, detail: 0)) }
    }
    #expect(heard.all(door) == ["fall 1", "later 0"])
  }

  @Test func earlyEventsAreDeliveredInOrderBeforeLaterOnes() {
    door.fire("open", 1)
    door.fire("fall", 2)
    door.fire("shut", 3)
    let gate = DispatchSemaphore(value: 0)
    door.queue.async { gate.wait() }
    door.dispatchEvent(MediaEvent("open", target: door, detail: 4))
    for type: EventType<Door> in ["shut", "fall", "open"] {
      door.addEventListener(type) { [heard] in heard.add($0) }
    }
    gate.signal()
    #expect(heard.all(door) == ["open 1", "fall 2", "shut 3", "open 4"])
  }

  @Test func outdatedEventsAreNotDeliveredAlone() {
    door.fire("open", 1)
    door.fire("shut", 2)
    door.addEventListener("open") { [heard] in heard.add($0) }
    #expect(heard.all(door) == [])
    door.addEventListener("shut") { [heard] in heard.add($0) }
    #expect(heard.all(door) == ["shut 2"])
  }

  @Test func undoneEventsAreDiscarded() {
    door.fire("open", 1)
    door.addEventListener("shut") { [heard] in heard.add($0) }
    door.fire("shut", 2)
    door.addEventListener("open") { [heard] in heard.add($0) }
    #expect(heard.all(door) == ["shut 2"])
  }

  @Test func onlyEventsWithoutAnyListenerAreKept() {
    let listener = EventListener<Door> { _ in }
    door.addEventListener("fall", listener)
    door.removeEventListener("fall", listener)
    door.fire("fall", 1)
    door.fire("knock", 2)
    door.addEventListener("fall") { [heard] in heard.add($0) }
    door.addEventListener("knock") { [heard] in heard.add($0) }
    #expect(heard.all(door) == [])
  }

  @Test func sequenceStartsWithEarlyEventsEvenAfterTheEnd() async {
    door.fire("open", 1)
    door.fire("fall", 2)
    door.fire("shut", 3)
    door.eventListeners.finish()
    var falls: [Int] = []
    for await event in door.events("fall") { falls.append(event.detail) }
    #expect(falls == [2])
    var rest: [Int] = []
    for await event in door.events() { rest.append(event.detail) }
    #expect(rest == [1, 3])
  }

  @Test func sequenceDoesNotConsumeAHandlersEvents() async {
    door.fire("fall", 1)
    let gate = DispatchSemaphore(value: 0)
    door.queue.async { gate.wait() }
    door.addEventListener("fall") { [heard] in heard.add($0) }
    var falls = door.events("fall").makeAsyncIterator()
    gate.signal()
    #expect(await falls.next()?.detail == 1)
    #expect(heard.all(door) == ["fall 1"])
  }

  @Test func earlyEventsCanBeDisabled() async {
    door.fire("fall", 1)
    door.addEventListener("open") { [heard] in heard.add($0) }
    door.eventListeners.finish(discarding: true)
    door.addEventListener("fall") { [heard] in heard.add($0) }
    for await _ in door.events() { Issue.record("an event") }
    #expect(heard.all(door) == [])
  }

  @Test func earlyEventDoesNotRetainItsTarget() async {
    weak var gone: Door?
    do {
      let door = Door()
      gone = door
      door.fire("fall", 1)
    }
    #expect(await isLetGo { gone })
  }
}
