import Dispatch
import Foundation
import SinkTestSupport
import Synchronization
import Testing
import UserMediaCore

@testable import UserMedia

/// Nothing is resumed, called or released under a lock of the library.
@Suite(.timeLimit(.minutes(5))) struct UnlockedDeliveryTests {
  private let display = StandInDisplay(width: 16, height: 16)

  private func track() async throws -> MediaStreamTrack {
    let devices = DeviceSet(cameras: [], microphones: [], displays: display)
    let stream: MediaStream = try await Navigator(devices: devices).mediaDevices.getDisplayMedia()
    return try #require(stream.getVideoTracks().first)
  }

  /// A loop that is resumed during the delivery of a frame and uses its track.
  private func loop(
    over track: MediaStreamTrack, on executor: any TaskExecutor, until last: Int
  ) -> Task<Int, Never> {
    Task(executorPreference: executor) {
      var count = 0
      for await _ in track.videoFrames(.newest(2)) {
        count += 1
        #expect(track.stats.deliveredFrames >= count)
        if count == last { break }
      }
      return count
    }
  }

  @Test func loopOnAnInlineExecutorMayUseItsTrack() async throws {
    let track = try await track()
    let first = loop(over: track, on: InlineExecutor(), until: 5)
    let second = loop(over: track, on: InlineExecutor(), until: 5)
    let showing = Task { [display] in
      while !Task.isCancelled {
        display.show()
        try? await Task.sleep(for: .milliseconds(1))
      }
    }
    #expect(await first.value == 5)
    #expect(await second.value == 5)
    showing.cancel()
    await showing.value
  }

  @Test func loopOnAnInlineExecutorMayStopChangeAndCloneItsTrack() async throws {
    let track = try await track()
    let loop = Task(executorPreference: InlineExecutor()) {
      var clones: [MediaStreamTrack] = []
      for await _ in track.videoFrames(.newest(2)) {
        clones.append(track.clone())
        track.enabled.toggle()
        if clones.count == 5 { track.stop() }
      }
      return clones.count
    }
    let showing = Task { [display] in
      while !Task.isCancelled {
        display.show()
        try? await Task.sleep(for: .milliseconds(1))
      }
    }
    #expect(await loop.value == 5)
    showing.cancel()
    await showing.value
  }

  @Test func loopOverEventsOnAnInlineExecutorMayUseItsTrack() async throws {
    let test = TestNavigator()
    let stream = try await test.media.getUserMedia(.init(video: true))
    let track = stream.getVideoTracks()[0]
    let events = track.events(.mute, .unmute)
    let loop = Task(executorPreference: InlineExecutor()) {
      var values: [Bool] = []
      for await event in events {
        values.append(event.target.muted)
        _ = track.stats
        if values.count == 2 { track.stop() }
      }
      return values
    }
    test.driver.inject(.muted, into: TestNavigator.camera)
    test.driver.clear(.muted, of: TestNavigator.camera)
    #expect(await loop.value == [true, false])
  }

  @Test func stoppingUnderAnExecutorsLockDoesNotDeadlock() async throws {
    for _ in 0..<20 {
      let track = try await track()
      let executor = LockingExecutor()
      let loop = Task(executorPreference: executor) {
        for await _ in track.videoFrames() {}
      }
      let isDone = DispatchSemaphore(value: 0)
      Thread.detachNewThread { [display] in
        executor.lock.withLock {
          // Delivers to the loop, whose executor waits for this thread meanwhile.
          let delivering = Thread {
            while track.readyState == .live {
              display.show()
              usleep(100)
            }
          }
          #expect(executor.hasJob { delivering.start() })
          track.stop()
        }
        isDone.signal()
      }
      #expect(await isSignalled(isDone))
      await loop.value
    }
  }

  private func isSignalled(_ semaphore: DispatchSemaphore) async -> Bool {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(returning: semaphore.wait(timeout: .now() + 60) == .success)
      }
    }
  }

  /// A frame that runs an action when it is released.
  private final class Probe: Sendable {
    private let onRelease: @Sendable () -> Void
    init(_ onRelease: @escaping @Sendable () -> Void) { self.onRelease = onRelease }
    deinit { onRelease() }
  }

  @Test func framesAreReleasedUnlocked() {
    let port = TrackPort<Probe>()
    let (latest, lossless) = (
      FrameQueue<Probe>(.latest), FrameQueue<Probe>(.lossless(upToByteCount: 2), size: { _ in 1 })
    )
    port.add(latest)
    port.add(lossless)
    let released = Atomic(0)
    var count = 0
    let numbers = Mutex(0)
    @Sendable func release() {
      released.add(1, ordering: .relaxed)
      _ = (port.counts, latest.dropped, lossless.dropped)
    }
    for _ in 0..<4 { port.deliver(Probe(release)) }
    #expect(latest.dropped == 3 && lossless.dropped == 2)
    count = released.load(ordering: .relaxed)
    #expect(count == 1, "the third, which both have lost")
    port.process(isCounting: true) { _ in nil }
    port.deliver(Probe(release))
    port.process(isCounting: true) { _ in
      numbers.withLock { $0 += 1 }
      return Probe(release)
    }
    port.deliver(Probe(release))
    #expect(numbers.withLock { $0 } == 1)
    port.finish(discarding: true)
    count = released.load(ordering: .relaxed)
    #expect(count == 7)
  }

  @Test func processingIsReleasedUnlocked() {
    let port = TrackPort<Int>()
    let released = Atomic(0)
    var count = 0
    do {
      let probe = Probe {
        released.add(1, ordering: .relaxed)
        _ = port.counts
      }
      port.process(isCounting: true) { number in withExtendedLifetime(probe) { number } }
    }
    port.process(isCounting: true, nil)
    count = released.load(ordering: .relaxed)
    #expect(count == 1)
  }

  @Test func framesOfAnOldSourceAreDropped() {
    let (port, queue) = (TrackPort<Int>(), FrameQueue<Int>(.newest(4)))
    let (old, new) = (FrameQueue<Int>(.latest), FrameQueue<Int>(.latest))
    port.add(queue)
    port.pass(from: ObjectIdentifier(old))
    port.deliver(1, from: ObjectIdentifier(old))
    port.pass(from: nil)
    port.deliver(2, from: ObjectIdentifier(old))
    port.pass(from: ObjectIdentifier(new))
    port.deliver(3, from: ObjectIdentifier(old))
    port.deliver(4, from: ObjectIdentifier(new))
    #expect(queue.poll() == 1)
    #expect(queue.poll() == 4)
    #expect(port.counts.delivered == 2)
  }
}
