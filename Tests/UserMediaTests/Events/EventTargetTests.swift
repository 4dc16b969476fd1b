import Dispatch
import Synchronization
import Testing

@testable import UserMedia

/// Listeners, handlers and sequences of events, on a target of the test's own.
@Suite(.timeLimit(.minutes(5))) struct EventTargetTests {
  private final class Bell: EventTarget {
    let queue = DispatchQueue(label: "bell")
    let eventListeners = EventListeners<Bell>()
    typealias EventDetail = Int

    func ring(_ number: Int) { dispatchEvent(Event("ring", target: self, detail: number)) }
    /// Waits until all that was rung was heard.
    func wait() { queue.sync {} }
  }

  private final class Heard: Sendable {
    private let words = Mutex<[String]>([])
    var all: [String] { words.withLock { $0 } }
    func add(_ word: String) { words.withLock { $0.append(word) } }
  }

  private let bell = Bell()
  private let heard = Heard()

  @Test func listenersHearInTheOrderInWhichTheyWereAdded() {
    bell.addEventListener("ring") { [heard] in heard.add("a\($0.detail)") }
    bell.addEventListener("ring") { [heard] in heard.add("b\($0.detail)") }
    bell.addEventListener("knock") { [heard] in heard.add("c\($0.detail)") }
    bell.ring(1)
    bell.ring(2)
    bell.wait()
    #expect(heard.all == ["a1", "b1", "a2", "b2"])
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

  @Test func listenerThatIsAddedTwiceHearsOnce() {
    let listener = EventListener<Bell> { [heard] _ in heard.add("x") }
    bell.addEventListener("ring", listener)
    bell.addEventListener("ring", listener)
    bell.ring(1)
    bell.wait()
    #expect(heard.all == ["x"])
  }

  @Test func listenerForOneCallHearsOnce() {
    bell.addEventListener("ring", once: true) { [heard] in heard.add("\($0.detail)") }
    bell.ring(1)
    bell.ring(2)
    bell.wait()
    #expect(heard.all == ["1"])
  }

  @Test func listenerThatIsRemovedDuringDispatchIsNotCalled() {
    let second = EventListener<Bell> { [heard] _ in heard.add("second") }
    bell.addEventListener("ring") { [heard] event in
      heard.add("first")
      event.target.removeEventListener("ring", second)
    }
    bell.addEventListener("ring", second)
    bell.ring(1)
    bell.wait()
    #expect(heard.all == ["first"])
  }

  @Test func listenerCanRemoveItself() {
    let own = Mutex<EventListener<Bell>?>(nil)
    let listener = EventListener<Bell> { [heard] event in
      heard.add("once")
      if let own = own.withLock({ $0.take() }) { event.target.removeEventListener("ring", own) }
    }
    own.withLock { $0 = listener }
    bell.addEventListener("ring", listener)
    bell.ring(1)
    bell.ring(2)
    bell.wait()
    #expect(heard.all == ["once"])
  }

  @Test func listenerThatIsAddedDuringDispatchHearsTheNextEvent() {
    bell.addEventListener("ring", once: true) { [heard] event in
      event.target.addEventListener("ring") { heard.add("added \($0.detail)") }
    }
    bell.ring(1)
    bell.ring(2)
    bell.wait()
    #expect(heard.all == ["added 2"])
  }

  @Test func handlerKeepsItsPlaceWhenItIsReplacedAndLosesItWhenItIsTakenAway() {
    bell.eventListeners[handler: "ring"] = { [heard] _ in heard.add("old") }
    bell.addEventListener("ring") { [heard] _ in heard.add("listener") }
    bell.eventListeners[handler: "ring"] = { [heard] _ in heard.add("new") }
    bell.ring(1)
    bell.wait()
    #expect(heard.all == ["new", "listener"])
    bell.eventListeners[handler: "ring"] = nil
    bell.eventListeners[handler: "ring"] = { [heard] _ in heard.add("last") }
    bell.ring(2)
    bell.wait()
    #expect(heard.all.suffix(2) == ["listener", "last"])
  }

  @Test func handlerThatBlocksHoldsUpOnlyItsQueue() async throws {
    let gate = DispatchSemaphore(value: 0)
    let second = Promise<Int>.withResolvers()
    bell.addEventListener("ring", once: true) { _ in gate.wait() }
    bell.addEventListener("ring") { if $0.detail == 2 { second.resolve(2) } }
    bell.ring(1)
    bell.ring(2)  // Returns although the first handler blocks.
    gate.signal()
    #expect(try await second.promise.value == 2)
  }

  @Test func sequenceGetsWhatHappensFromItsCallOn() async {
    bell.ring(0)
    bell.wait()
    let rings = bell.events("ring")
    for number in 1...3 { bell.ring(number) }
    bell.dispatchEvent(Event("knock", target: bell, detail: 9))
    var iterator = rings.makeAsyncIterator()
    for number in 1...3 { #expect(await iterator.next()?.detail == number) }
    var everything = bell.events().makeAsyncIterator()
    bell.dispatchEvent(Event("knock", target: bell, detail: 10))
    #expect(await everything.next()?.type == "knock")
  }

  @Test func loopsOverOneSequenceShareOneAfterAnotherAndHearAllAtOnce() async {
    let rings = bell.events("ring")
    for number in 1...3 { bell.ring(number) }
    bell.wait()  // What is not told yet would be told to a loop that begins now.
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
    // What nobody has read goes with its target.
    bell = nil
    while let event = await loop.next() { numbers.append(event.detail) }
    #expect(numbers == [1])
  }

  @Test func unreadEventKeepsNothing() async {
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

  @Test func queuedEventKeepsItsTargetUntilItIsDelivered() async throws {
    let heard = Promise<Int>.withResolvers()
    weak var gone: Bell?
    do {
      let bell = Bell()
      gone = bell
      bell.addEventListener("ring") { heard.resolve($0.detail) }
      let gate = DispatchSemaphore(value: 0)
      bell.queue.async { gate.wait() }
      bell.ring(1)
      gate.signal()
    }
    #expect(try await heard.promise.value == 1)
    #expect(await isLetGo { gone })
  }

  @Test func whatAListenerCapturedMayComeBackWhenItIsReleased() {
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

  @Test func sequenceThatNobodyReadsKeepsNothing() {
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
