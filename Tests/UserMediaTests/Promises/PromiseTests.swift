import Dispatch
import Synchronization
import Testing

@testable import UserMedia

@Suite struct PromiseTests {
  private struct Reason: Error, Equatable { var text = "no" }

  @Test func thenGetsTheValue() async throws {
    let doubled = Promise.resolve(21).then { $0 * 2 }
    #expect(try await doubled.value == 42)
  }

  @Test func firstSettlementWins() async throws {
    let promise = Promise<Int> { resolve, reject in
      resolve(1)
      reject(Reason())
      resolve(2)
    }
    #expect(try await promise.value == 1)
  }

  @Test func throwingExecutorRejects() async {
    let promise = Promise<Int> { _, _ in throw Reason() }
    await #expect(throws: Reason()) { try await promise.value }
  }

  @Test func rejectionSkipsThenAndReachesCatch() async throws {
    let recovered = Promise<Int>.reject(Reason())
      .then { (_: Int) -> Int in
        Issue.record("then was called")
        return 0
      }
      .catch { reason in (reason as? Reason)?.text == "no" ? 7 : 0 }
    #expect(try await recovered.value == 7)
  }

  @Test func errorThrownInThenReachesCatch() async throws {
    let text = Promise.resolve(1)
      .then { (_: Int) throws -> String in throw Reason(text: "thrown") }
      .catch { ($0 as? Reason)?.text ?? "another" }
    #expect(try await text.value == "thrown")
  }

  @Test func innerPromiseIsFollowed() async throws {
    let chained = Promise.resolve(2).then { Promise.resolve($0 + 1) }.then { "\($0)" }
    #expect(try await chained.value == "3")
  }

  @Test func twoHandlersCoverBothOutcomes() async throws {
    let fulfilled = Promise.resolve(1).then({ "value \($0)" }, { "reason \($0)" })
    let rejected = Promise<Int>.reject(Reason()).then({ "value \($0)" }, { _ in "reason" })
    #expect(try await fulfilled.value == "value 1")
    #expect(try await rejected.value == "reason")
  }

  @Test func endOfChainMayDiscardTheValue() async throws {
    let seen = Mutex<String?>(nil)
    let end: Promise<Void> = Promise<Int>.reject(Reason(text: "seen")).catch { reason in
      seen.withLock { $0 = (reason as? Reason)?.text }
    }
    try await end.value
    #expect(seen.withLock { $0 } == "seen")
  }

  @Test func finallyRunsAndKeepsTheResult() async throws {
    let runs = Mutex(0)
    let kept = Promise.resolve(5).finally { runs.withLock { $0 += 1 } }
    #expect(try await kept.value == 5)
    let failed = Promise<Int>.reject(Reason()).finally { runs.withLock { $0 += 1 } }
    await #expect(throws: Reason()) { try await failed.value }
    #expect(runs.withLock { $0 } == 2)
  }

  @Test func reactionsNeverRunBeforeTheCallReturns() async throws {
    let order = Mutex<[String]>([])
    let queue = DispatchQueue(label: "order")
    let done = queue.sync {
      let done = Promise<Int>.resolve(1, on: queue).then { _ in
        order.withLock { $0.append("reaction") }
      }
      order.withLock { $0.append("returned") }
      return done
    }
    try await done.value
    #expect(order.withLock { $0 } == ["returned", "reaction"])
  }

  @Test func reactionsRunInTheOrderTheyWereAdded() async throws {
    let order = Mutex<[Int]>([])
    let promise = Promise<Int> { resolve, _ in
      DispatchQueue.global().async { resolve(0) }
    }
    let reactions = (0..<100).map { number in
      promise.then { _ in order.withLock { $0.append(number) } }
    }
    _ = try await Promise.all(reactions).value
    #expect(order.withLock { $0 } == Array(0..<100))
  }

  private final class Order: Sendable {
    private let words = Mutex<[String]>([])
    var all: [String] { words.withLock { $0 } }
    func add(_ word: String) { words.withLock { $0.append(word) } }
  }

  /// The order of reactions within a turn of a queue, when a callback settles a promise.
  private func order(
    _ turn: @escaping @Sendable (Order, DispatchQueue) -> Void, isTurn: Bool = true
  ) -> [String] {
    let (order, queue) = (Order(), DispatchQueue(label: "turn"))
    queue.sync {
      let body: @Sendable () -> Void = {
        turn(order, queue)
        order.add("returned")
        queue.async { order.add("next") }
      }
      if isTurn { queue.performTurn(body) } else { body() }
    }
    queue.sync {}
    return order.all
  }

  @Test func promiseSettledByACallbackReactsInItsTurn() {
    let words = order { order, queue in
      let (promise, resolve, _) = Promise<Int>.withResolvers(on: queue)
      queue.async { order.add("queued before") }
      promise.then { order.add("first \($0)") }.then { order.add("chained") }
      promise.then { Promise.resolve($0 + 1, on: queue) }.then { order.add("inner \($0)") }
      promise.then { order.add("second \($0)") }
      resolve(1)
      order.add("resolved")
    }
    #expect(
      words == [
        "resolved", "returned", "first 1", "second 1", "chained", "inner 2", "queued before",
        "next",
      ])
  }

  @Test func reactionAddedToASettledPromiseRunsInTheTurn() {
    let words = order { order, queue in
      let promise = Promise.resolve(1, on: queue)
      promise.then { _ in
        promise.then { _ in order.add("inner") }
        order.add("outer")
      }
      Promise<Int>.reject(Reason(), on: queue).catch { _ in order.add("caught") }.finally {
        order.add("finally")
      }
    }
    #expect(words == ["returned", "outer", "caught", "inner", "finally", "next"])
  }

  @Test func promiseSettledByABlockReactsBeforeTheNextBlock() {
    let words = order(
      { order, queue in
        queue.async { order.add("queued before") }
        let (promise, resolve, _) = Promise<Int>.withResolvers(on: queue)
        promise.then { _ in order.add("reaction") }.then { order.add("chained") }
        resolve(1)
      }, isTurn: false)
    #expect(words == ["reaction", "chained", "returned", "queued before", "next"])
  }

  @Test func reactionsKeepTheirOrderWhereverTheyAreAdded() {
    let words = order(
      { order, queue in
        let promise = Promise.resolve(1, on: queue)
        promise.then { _ in order.add("outside of a turn") }
        queue.performTurn { promise.then { _ in order.add("within a turn") } }
      }, isTurn: false)
    #expect(words == ["outside of a turn", "within a turn", "returned", "next"])
  }

  @Test func combinatorsSettleInTheTurnOfTheirLastPromise() {
    let words = order { order, queue in
      let (promise, resolve, _) = Promise<Int>.withResolvers(on: queue)
      Promise.all([promise, .resolve(2, on: queue)], on: queue).then { order.add("all \($0)") }
      Promise.race([promise], on: queue).then { order.add("race \($0)") }
      resolve(1)
    }
    #expect(words == ["returned", "all [1, 2]", "race 1", "next"])
  }

  @Test(arguments: [DispatchQueue.global(), DispatchQueue(label: "many", attributes: .concurrent)])
  func promiseOfAConcurrentQueueReacts(queue: DispatchQueue) async throws {
    let numbers = (0..<100).map { number in
      Promise<Int>(on: queue) { resolve, _ in queue.async { resolve(number) } }.then { $0 + 1 }
    }
    #expect(try await Promise.all(numbers, on: queue).value == Array(1...100))
  }

  @Test func cancelledWaitEndsAtOnceAndThePromiseContinues() async throws {
    let resolver = Mutex<(@Sendable (Int) -> Void)?>(nil)
    let promise = Promise<Int> { resolve, _ in resolver.withLock { $0 = resolve } }
    let waiting = Task { try await promise.value }
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
    resolver.withLock { $0 }?(3)
    #expect(try await promise.value == 3)
  }
}
