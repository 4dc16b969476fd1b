import Dispatch
import Synchronization
import Testing

@testable import UserMedia

/// Listeners, handlers and event sequences of a test's own target.
@Suite(.timeLimit(.minutes(5))) struct EventTargetTests {
  private final class Bell: EventTarget {
    let queue = DispatchQueue(label: "bell")
    let eventListeners = EventListeners<Bell>()
    typealias EventDetail = Int

    func ring(_ number: Int) { dispatchEvent(MediaEvent("ring", target: self, detail: number)) }
    /// Waits until all that was rung was heard.
    func wait() { queue.sync {} }
  }

  private final class EventLog: Sendable {
    private let words = Mutex<[String]>([])
    var all: [String] { words.withLock { $0 } }
    func add(_ word: String) { words.withLock { $0.append(word) } }
  }

  private let bell = Bell()
  private let log = EventLog()

  @Test func listenersAreCalledInTheOrderTheyWereAdded() {
    bell.addEventListener("ring") { [log] in log.add("a\($0.detail)") }
    bell.addEventListener("ring") { [log] in log.add("b\($0.detail)") }
    bell.addEventListener("knock") { [log] in log.add("c\($0.detail)") }
    bell.ring(1)
    bell.ring(2)
    bell.wait()
    #expect(log.all == ["a1", "b1", "a2", "b2"])
  }

  @Test func listenersRunOnTheTargetsQueueWithTheTarget() async throws {
    let isRight = Promise<Bool>.withResolvers()
    bell.addEventListener("ring") { [weak bell] event in
      dispatchPrecondition(condition: .onQueue(event.target.queue))
      isRight.resolve(event.target === bell && event.type == "ring")
    }
    bell.ring(1)
    #expect(try await isRight.promise.value)
  }

  @Test func listenerAddedTwiceIsCalledOnce() {
    let listener = EventListener<Bell> { [log] _ in log.add("x") }
    bell.addEventListener("ring", listener)
    bell.addEventListener("ring", listener)
    bell.ring(1)
    bell.wait()
    #expect(log.all == ["x"])
  }

  @Test func oneTimeListenerIsCalledOnce() {
    bell.addEventListener("ring", once: true) { [log] in log.add("\($0.detail)") }
    bell.ring(1)
    bell.ring(2)
    bell.wait()
    #expect(log.all == ["1"])
  }

  @Test func listenerRemovedDuringDispatchIsNotCalled() {
    let second = EventListener<Bell> { [log] _ in log.add("second") }
    bell.addEventListener("ring") { [log] event in
      log.add("first")
      event.target.removeEventListener("ring", second)
    }
    bell.addEventListener("ring", second)
    bell.ring(1)
    bell.wait()
    #expect(log.all == ["first"])
  }

  @Test func listenerCanRemoveItself() {
    let own = Mutex<EventListener<Bell>?>(nil)
    let listener = EventListener<Bell> { [log] event in
      log.add("once")
      if let own = own.withLock({ $0.take() }) { event.target.removeEventListener("ring", own) }
    }
    own.withLock { $0 = listener }
    bell.addEventListener("ring", listener)
    bell.ring(1)
    bell.ring(2)
    bell.wait()
    #expect(log.all == ["once"])
  }

  @Test func listenerAddedDuringDispatchReceivesTheNextEvent() {
    bell.addEventListener("ring", once: true) { [log] event in
      event.target.addEventListener("ring") { log.add("added \($0.detail)") }
    }
    bell.ring(1)
    bell.ring(2)
    bell.wait()
    #expect(log.all == ["added 2"])
  }

  @Test func replacedHandlerKeepsItsPositionAndRemovedOneLosesIt() {
    bell.eventListeners[handler: "ring"] = { [log] _ in log.add("old") }
    bell.addEventListener("ring") { [log] _ in log.add("listener") }
    bell.eventListeners[handler: "ring"] = { [log] _ in log.add("new") }
    bell.ring(1)
    bell.wait()
    #expect(log.all == ["new", "listener"])
    bell.eventListeners[handler: "ring"] = nil
    bell.eventListeners[handler: "ring"] = { [log] _ in log.add("last") }
    bell.ring(2)
    bell.wait()
    #expect(log.all.suffix(2) == ["listener", "last"])
  }

  @Test func blockingHandlerBlocksOnlyItsQueue() async throws {
    let gate = DispatchSemaphore(value: 0)
    let second = Promise<Int>.withResolvers()
    bell.addEventListener("ring", once: true) { _ in gate.wait() }
    bell.addEventListener("ring") { if $0.detail == 2 { second.resolve(2) } }
    bell.ring(1)
    bell.ring(2)  // Returns although the first handler blocks.
    gate.signal()
    #expect(try await second.promise.value == 2)
  }

  @Test func sequenceReceivesEventsFromItsCreation() async {
    bell.ring(0)
    bell.wait()
    let rings = bell.events("ring")
    for number in 1...3 { bell.ring(number) }
    bell.dispatchEvent(MediaEvent("knock", target: bell, detail: 9))
    var iterator = rings.makeAsyncIterator()
    for number in 1...3 { #expect(await iterator.next()?.detail == number) }
    var everything = bell.events().makeAsyncIterator()
    bell.dispatchEvent(MediaEvent("knock", target: bell, detail: 10))
    #expect(await everything.next()?.type == "knock")
  }

  @Test func loopsOverOneSequence() async {
    let rings = bell.events("ring")
    for number in 1...3 { bell.ring(number) }
    bell.wait()  // An undelivered event would be delivered to a loop that starts now.
    do {
      var loop = rings.makeAsyncIterator()
      #expect(await loop.next()?.detail == 1)
    }
    var (second, third) = (rings.makeAsyncIterator(), rings.makeAsyncIterator())
    #expect(await second.next()?.detail == 2)
    bell.ring(4)
    #expect(await third.next()?.detail == 4)
    #expect(await second.next()?.detail == 3)
    #expect(await second.next()?.detail == 4)
  }

  @Test func sequenceEndsWithItsTarget() async {
    var bell: Bell? = Bell()
    let rings = bell!.events("ring")
    bell!.ring(1)
    bell!.wait()
    var numbers: [Int] = []
    var loop = rings.makeAsyncIterator()
    numbers.append(await loop.next()?.detail ?? 0)
    bell!.ring(2)
    bell!.wait()
    // Unread events are released with their target.
    bell = nil
    while let event = await loop.next() { numbers.append(event.detail) }
    #expect(numbers == [1])
  }

  @Test func unreadEventDoesNotRetainItsTarget() async {
    weak var gone: Bell?
    var rings: EventSequence<Bell>?
    do {
      let bell = Bell()
      gone = bell
      rings = bell.events("ring")
      bell.ring(1)
      bell.wait()
    }
    #expect(await isLetGo { gone })
    for await _ in rings! { Issue.record("an event without a target") }
  }

  @Test func queuedEventRetainsItsTargetUntilDelivered() async throws {
    let log = Promise<Int>.withResolvers()
    weak var gone: Bell?
    do {
      let bell = Bell()
      gone = bell
      bell.addEventListener("ring") { log.resolve($0.detail) }
      let gate = DispatchSemaphore(value: 0)
      bell.queue.async { gate.wait() }
      bell.ring(1)
      gate.signal()
    }
    #expect(try await log.promise.value == 1)
    #expect(await isLetGo { gone })
  }

  @Test func capturedObjectsMayUseTheTargetWhenReleased() {
    let bell = bell
    final class Captured: Sendable {
      let bell: Bell
      init(_ bell: Bell) { self.bell = bell }
      deinit { bell.eventListeners[handler: "knock"] = nil }
    }
    do {
      let captured = Captured(bell)
      let listener = EventListener<Bell> { _ in withExtendedLifetime(captured) {} }
      bell.addEventListener("ring", listener)
      bell.eventListeners[handler: "ring"] = { _ in withExtendedLifetime(captured) {} }
    }
    let listener = EventListener<Bell> { _ in }
    bell.addEventListener("ring", once: true) { [captured = Captured(bell)] _ in
      withExtendedLifetime(captured) {}
    }
    bell.addEventListener("ring", listener)
    bell.ring(1)
    bell.wait()
    bell.removeEventListener("ring", listener)
    bell.eventListeners[handler: "ring"] = nil
  }

  @Test func unreadSequenceDoesNotRetainItsTarget() {
    weak var gone: Bell?
    do {
      let bell = Bell()
      gone = bell
      _ = bell.events("ring")
      bell.ring(1)
      bell.wait()
    }
    #expect(gone == nil)
  }
}
