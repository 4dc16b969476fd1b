import Dispatch
import Synchronization
import Testing

@testable import UserMedia

/// A handler on a dispatch queue that others use too.
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
  func aHandlerThatIsTooSlowLeavesTheQueueToOthers(buffering: FrameBuffering) async {
    let isDone = Atomic(false)
    // Others are there each time that it has handled one.
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
}
