import Glibc
import Logging
import Synchronization
import Testing
import UserMediaCore

@testable import UserMediaV4L2

/// The capture thread with system failures and unusual drivers.
@Suite(.timeLimit(.minutes(2))) struct CaptureThreadTests {
  private let sink = RecordingSink()

  /// A stream of 4x2 pixels in YUYV, 16 bytes a frame.
  private func stream(_ driver: StandInDriver) throws -> CaptureStream {
    try CaptureStream(
      device: driver.device(), type: .singlePlanar,
      layout: #require(VideoFrameLayout(pixelFormat: .yuyv, width: 4, height: 2)),
      frameDuration: StandInDriver.rate?.frameDuration, sink: sink, logger: Logger(label: "test")
    ) { _, _ in }
  }

  @Test func aFailedWaitEndsStreamsWithItsCause() async throws {
    let driver = StandInDriver(planeLengths: [16])
    let thread = try CaptureThread()
    let stream = try stream(driver)
    try thread.add(stream)
    driver.fill([.init(used: [16])])
    await sink.frames(1)
    // Replaces the epoll descriptor with a file that can't be waited on.
    let other = open("/dev/null", O_RDONLY | O_CLOEXEC)
    defer { close(other) }
    #expect(dup2(other, thread.loop.epoll.number) >= 0)
    driver.fill([.init(used: [16])])
    let record = await sink.wait { !$0.ends.isEmpty }
    #expect(record.ends.map(\.cause) == [SystemCause(call: "epoll_wait", errno: EINVAL)])
    #expect(record.ends.map(\.kind) == [.unreadable])
    // Removing the stream still completes.
    await thread.remove(stream)
    stream.release()
  }

  @Test func aDriverWithMoreThan64Buffers() async throws {
    let driver = StandInDriver(planeLengths: [16])
    driver.state.withLock { $0.leastBuffers = 100 }
    let thread = try CaptureThread()
    let stream = try stream(driver)
    #expect(driver.state.withLock { Set($0.queued).count } == 100)
    try thread.add(stream)
    // Filled from last to first, so that the highest indices are used as well.
    for index in (0..<100).reversed() {
      driver.fill([.init(index: UInt32(index), used: [16], sequence: UInt32(99 - index))])
    }
    let record = await sink.wait { $0.frameCount == 100 }
    #expect(record.ends == [])
    #expect(record.drops == [:])
    await thread.remove(stream)
    stream.release()
  }

  @Test func framesLostBeforeCaptureAreNotCounted() async throws {
    let driver = StandInDriver(planeLengths: [16])
    let thread = try CaptureThread()
    let stream = try stream(driver)
    // The driver's four buffers are full, and five frames have been lost since.
    driver.fill((0..<4).map { .init(used: [16], sequence: $0) })
    try thread.add(stream)
    await sink.wait { $0.frameCount == 4 }
    driver.fill([.init(used: [16], sequence: 9), .init(used: [16], sequence: 10)])
    await sink.wait { $0.frameCount == 6 }
    #expect(sink.record.drops == [:])
    driver.fill([.init(used: [16], sequence: 12)])
    await sink.wait { $0.frameCount == 7 }
    #expect(sink.record.drops == [.sequenceGap: 1])
    await thread.remove(stream)
    stream.release()
  }

  @Test func everySignalIsBlockedOnTheThreadAndNoneMoreOnItsCreator() async throws {
    func blocked() -> [Int32] {
      var mask = sigset_t()
      pthread_sigmask(SIG_BLOCK, nil, &mask)
      return (1...31).filter { sigismember(&mask, $0) == 1 }
    }
    let thread = try CaptureThread()
    let onThread = await Task(executorPreference: thread) { blocked() }.value
    // Two cannot be blocked.
    #expect(onThread == (1...31).filter { $0 != SIGKILL && $0 != SIGSTOP })
    let (inside, before, after) = {
      let before = blocked()
      let inside = withSignalsBlocked { blocked() }
      return (inside, before, blocked())
    }()
    #expect(inside == onThread)
    #expect(before == after)
  }
}
