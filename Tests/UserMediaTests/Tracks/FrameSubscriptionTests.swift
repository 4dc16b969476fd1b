import Dispatch
import Synchronization
import Testing

@testable import UserMedia

/// A handler on a shared dispatch queue.
@Suite(.timeLimit(.minutes(5))) struct FrameSubscriptionTests {
  private let port = TrackPort<Int>()
  private let queue = DispatchQueue(label: "test")

  private func subscription(
    _ buffering: FrameBuffering, on queue: DispatchQueue,
    _ handler: @escaping @Sendable (Int) -> Void
  ) -> FrameSubscription {
    FrameSubscription(
      port: port, buffering: buffering, size: { _ in 1 }, queue: queue, shape: { $0 },
      handler: handler)
  }

  @Test(arguments: [FrameBuffering.latest, .newest(3), .lossless(upToByteCount: 3)])
  func aSlowHandlerDoesNotMonopolizeTheQueue(buffering: FrameBuffering) async {
    let isDone = Atomic(false)
    // Another frame is waiting each time it has handled one.
    let subscription = subscription(buffering, on: queue) { [port] number in
      guard !isDone.load(ordering: .relaxed) else { return }
      for next in 1...3 { port.deliver(number + next) }
    }
    port.deliver(0)
    await withCheckedContinuation { continuation in
      queue.async {
        isDone.store(true, ordering: .relaxed)
        continuation.resume()
      }
    }
    subscription.cancel()
  }

  @Test(arguments: [DispatchQueue(label: "serial"), .global()])
  func nothingIsLostOrOutOfOrder(queue: DispatchQueue) async {
    let (numbers, continuation) = AsyncStream.makeStream(of: Int.self)
    let subscription = subscription(.lossless(upToByteCount: 10_000), on: queue) { number in
      continuation.yield(number)
      if number == 999 { continuation.finish() }
    }
    for number in 0..<1000 { port.deliver(number) }
    var received: [Int] = []
    for await number in numbers { received.append(number) }
    #expect(received == Array(0..<1000))
    #expect(subscription.dropped == 0)
  }

  @Test func nothingIsHandledAfterAWaitingCancel() async {
    for _ in 0..<200 {
      let isCancelled = Atomic(false)
      let isLate = Atomic(false)
      let subscription = subscription(.newest(8), on: queue) { _ in
        if isCancelled.load(ordering: .acquiring) { isLate.store(true, ordering: .relaxed) }
      }
      let producer = Task.detached { [port] in
        for number in 0..<200 { port.deliver(number) }
      }
      await Task.yield()
      await subscription.cancelAndWait()
      isCancelled.store(true, ordering: .releasing)
      await producer.value
      queue.sync {}
      let wasLate = isLate.load(ordering: .relaxed)
      #expect(!wasLate)
    }
  }

  @Test func waitingCancelWaitsForARunningCall() async {
    let (isBegun, goOn) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let hasReturned = Atomic(false)
    let subscription = subscription(.latest, on: queue) { _ in
      isBegun.signal()
      goOn.wait()
      hasReturned.store(true, ordering: .releasing)
    }
    port.deliver(0)
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        isBegun.wait()
        continuation.resume()
      }
    }
    // Returns although the handler hasn't.
    subscription.cancel()
    async let isCancelled: Void = subscription.cancelAndWait()
    goOn.signal()
    await isCancelled
    let isOver = hasReturned.load(ordering: .acquiring)
    #expect(isOver)
  }

  /// What ends the handler's calls while an element is being prepared.
  enum End: CaseIterable { case cancel, stop }

  @Test(arguments: End.allCases)
  func elementPreparedMeanwhileIsNotHandled(end: End) {
    let subscription = Mutex<FrameSubscription?>(nil)
    let isHandled = Atomic(false)
    let made = FrameSubscription(
      port: port, buffering: .latest, size: { _ in 1 }, queue: queue,
      shape: { [port] number in
        switch end {
        case .cancel: subscription.withLock { $0 }?.cancel()
        case .stop: port.finish(discarding: true)
        }
        return number
      },
      handler: { _ in isHandled.store(true, ordering: .relaxed) })
    subscription.withLock { $0 = made }
    port.deliver(0)
    queue.sync {}
    let wasHandled = isHandled.load(ordering: .relaxed)
    #expect(!wasHandled)
    subscription.withLock { $0 = nil }
  }
}
