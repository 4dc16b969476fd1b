import Synchronization
import Testing

@testable import UserMedia

@Suite struct FrameQueueTests {
  @Test func newestReplacesTheOldest() async {
    let queue = FrameQueue<Int>(.newest(2))
    for number in 1...5 { queue.push(number) }
    queue.finish()
    #expect(await queue.next() == 4)
    #expect(await queue.next() == 5)
    #expect(await queue.next() == nil)
    #expect(queue.dropped == 3)
  }

  @Test func losslessKeepsAllUpToItsBound() async {
    let queue = FrameQueue<Int>(.lossless(upToByteCount: 1000), size: { _ in 10 })
    for number in 0..<100 { queue.push(number) }
    #expect(queue.dropped == 0)
    // Queued elements stay; excess ones are dropped, and counted.
    queue.push(100)
    queue.push(101)
    #expect(queue.dropped == 2)
    #expect(await queue.next() == 0)
    queue.push(102)
    #expect(queue.dropped == 2)
    queue.finish()
    for number in 1..<100 { #expect(await queue.next() == number) }
    #expect(await queue.next() == 102)
    #expect(await queue.next() == nil)
  }

  @Test func losslessAcceptsOneElementOfAnySize() {
    let queue = FrameQueue<Int>(.lossless(upToByteCount: 5), size: { $0 })
    queue.push(1000)
    queue.push(1)
    #expect(queue.poll() == 1000)
    #expect(queue.dropped == 1)
  }

  @Test func losslessGrowsAtAnyOffset() {
    let queue = FrameQueue<Int>(.lossless(upToByteCount: .max), size: { _ in 1 })
    var next = 0
    for round in 1...40 {
      for _ in 0..<round * 3 {
        queue.push(next)
        next += 1
      }
      for _ in 0..<round { _ = queue.poll() }
    }
    for number in 40 * 41 / 2..<next { #expect(queue.poll() == number) }
    #expect(queue.poll() == nil)
  }

  @Test func pushWakesAWaitingConsumer() async {
    let queue = FrameQueue<Int>(.latest)
    async let received = queue.next()
    await Task.yield()
    queue.push(7)
    #expect(await received == 7)
  }

  @Test func finishWakesAWaitingConsumer() async {
    let queue = FrameQueue<Int>(.latest)
    async let received = queue.next()
    await Task.yield()
    queue.finish()
    #expect(await received == nil)
    queue.push(1)
    #expect(await queue.next() == nil)
  }

  @Test func discardingFinishDropsQueuedElements() async {
    let queue = FrameQueue<Int>(.newest(4))
    queue.push(1)
    queue.push(2)
    queue.finish(discarding: true)
    #expect(await queue.next() == nil)
    #expect(queue.dropped == 0)
  }

  @Test func cancelledTaskGetsNothingAndLosesNothing() async {
    let queue = FrameQueue<Int>(.latest)
    let waiting = Task { await queue.next() }
    waiting.cancel()
    #expect(await waiting.value == nil)
    queue.push(2)
    #expect(await queue.next() == 2)
  }

  @Test func cancelledTaskEndsEvenWithQueuedElements() async {
    let queue = FrameQueue<Int>(.latest)
    let loop = Task {
      repeat { queue.push(1) } while await queue.next() != nil
    }
    loop.cancel()
    await loop.value
    #expect(queue.poll() == 1)
  }

  @Test func everyElementArrivesOnceFromAnotherThread() async {
    let queue = FrameQueue<Int>(.newest(10_000))
    let producer = Task.detached {
      for number in 0..<10_000 { queue.push(number) }
      queue.finish()
    }
    var expected = 0
    while let number = await queue.next() {
      #expect(number == expected)
      expected += 1
    }
    await producer.value
    #expect(expected == 10_000)
  }

  @Test func wakeIsCalledWhenTheQueueWasEmpty() {
    let wakes = Atomic(0)
    let queue = FrameQueue<Int>(.newest(4), wake: { wakes.add(1, ordering: .relaxed) })
    queue.push(1)
    queue.push(2)
    #expect(wakes.load(ordering: .relaxed) == 1)
    #expect(queue.poll() == 1)
    #expect(queue.poll() == 2)
    queue.push(3)
    #expect(wakes.load(ordering: .relaxed) == 2)
  }
}
