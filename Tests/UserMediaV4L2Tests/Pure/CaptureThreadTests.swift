import CV4L2
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

  /// A signal of a crash, blocked, would end the program without a word, and Swift's backtracer would
  /// wait for the thread in vain.
  @Test func onlySignalsOfCrashesReachTheThreadAndItsCreatorKeepsItsMask() async throws {
    func blocked() -> Set<Int32> {
      var mask = sigset_t()
      pthread_sigmask(SIG_BLOCK, nil, &mask)
      return Set((1...31).filter { sigismember(&mask, $0) == 1 })
    }
    let thread = try CaptureThread()
    let onThread = await Task(executorPreference: thread) { blocked() }.value
    // Two cannot be blocked.
    #expect(onThread == Set(1...31).subtracting(signalsOfCrashes + [SIGKILL, SIGSTOP]))
    #expect(onThread.isSuperset(of: [SIGINT, SIGTERM, SIGHUP, SIGALRM, SIGCHLD, SIGPIPE]))
    let (inside, before, after) = {
      let before = blocked()
      let inside = withSignalsBlocked { blocked() }
      return (inside, before, blocked())
    }()
    #expect(inside == onThread)
    #expect(before == after)
  }

  /// Asks for frames while it is given one, as a task does that an inline executor resumes there.
  private final class AskingSink: VideoSink {
    private let thread: CaptureThread
    let recording = RecordingSink()
    private let state = Mutex((isCalled: false, nestedCalls: 0, answers: [Bool]()))

    init(_ thread: CaptureThread) { self.thread = thread }

    /// How often it was called while it was being called, and what its own requests returned.
    var nestedCalls: Int { state.withLock { $0.nestedCalls } }
    var answers: [Bool] { state.withLock { $0.answers } }

    func capture(_ frame: VideoFrame) {
      let isNested = state.withLock { state in
        if state.isCalled { state.nestedCalls += 1 }
        defer { state.isCalled = true }
        return state.isCalled
      }
      if !isNested {
        let answers = [thread.takeData(), thread.serveDevices()]
        state.withLock { state in
          state.answers += answers
          state.isCalled = false
        }
      }
      recording.capture(frame)
    }

    func captureDropped(_ reason: DropReason, count: Int) {
      recording.captureDropped(reason, count: count)
    }
    func captureMuted(_ muted: Bool) { recording.captureMuted(muted) }
    func captureEnded(_ error: CaptureError) { recording.captureEnded(error) }
  }

  @Test func noTurnOfTheLoopBeginsWithinATurn() async throws {
    let driver = StandInDriver(planeLengths: [16])
    let thread = try CaptureThread()
    let sink = AskingSink(thread)
    let stream = try CaptureStream(
      device: driver.device(), type: .singlePlanar,
      layout: #require(VideoFrameLayout(pixelFormat: .yuyv, width: 4, height: 2)),
      frameDuration: StandInDriver.rate?.frameDuration, sink: sink, logger: Logger(label: "test")
    ) { _, _ in }
    try thread.add(stream)
    // The first frames can arrive before the loop's first turn, while the stream is added.
    for number in 0..<3 as Range<UInt32> {
      driver.fill((0..<3).map { .init(used: [16], sequence: 3 * number + $0) })
      let record = await sink.recording.wait { $0.frameCount == 3 * (number + 1) }
      #expect(record.sequences == (0..<UInt64(record.frameCount)).map { $0 })
    }
    await thread.remove(stream)
    stream.release()
    #expect(sink.nestedCalls == 0)
    #expect(sink.answers == Array(repeating: false, count: 18))
  }

  @Test func aCameraThatGivesOnlyDamagedFramesEndsWithThatReason() throws {
    let driver = StandInDriver(planeLengths: [16])
    let stream = try CaptureStream(
      device: driver.device(), type: .singlePlanar,
      layout: #require(VideoFrameLayout(pixelFormat: .yuyv, width: 4, height: 2)),
      frameDuration: nil, sink: sink, logger: Logger(label: "test")
    ) { _, _ in }
    defer { stream.release() }
    let start = MonotonicClock.tick
    driver.fill([.init(used: [16], flags: V4L2_BUF_FLAG_ERROR)])
    #expect(try stream.service(events: 0, now: start) == .streaming)
    #expect(try stream.check(now: start + 10_000_000) == .stalled)
    try stream.restart()
    driver.fill([.init(used: [8])])
    #expect(try stream.service(events: 0, now: start + 18_000_000) == .streaming)
    let error = #expect(throws: CaptureError.self) { try stream.check(now: start + 20_000_000) }
    #expect(error?.kind == .unreadable && error?.message == "gives only damaged frames")
    #expect(sink.record.drops == [.errorFlag: 1, .short: 1])
    #expect(sink.record.frameCount == 0)
  }
}
