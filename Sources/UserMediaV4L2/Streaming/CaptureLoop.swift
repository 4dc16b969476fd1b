import CV4L2
import Glibc
import Synchronization
import UserMediaCore

/// The capture thread's event loop. It sleeps in `epoll_wait` until a camera has a frame, a command
/// arrives through an `eventfd`, or a `timerfd` expires because a camera may have stalled.
///
/// Unchecked, because only one thread at a time uses it (``CaptureThread/ownLoop``): the next
/// thread starts under the lock under which the previous one ended, that of
/// ``CaptureThread/state``. For the same reason, exclusivity isn't checked at run time.
final class CaptureLoop: @unchecked Sendable {
  let epoll: OwnedFile
  private let timer: OwnedFile
  private let wakeUp: Int32
  private let events: UnsafeMutableBufferPointer<epoll_event>
  @exclusivity(unchecked) private var streams: [CaptureStream?] = []
  /// Whether a frame or an event is being delivered. A task that an inline executor runs meanwhile
  /// must not start another turn.
  @exclusivity(unchecked) private(set) var isInTurn = false
  /// The earliest deadline after which a stream counts as stalled.
  @exclusivity(unchecked) private var nextCheck = Int64.max
  @exclusivity(unchecked) private var jobs: [UnownedJob] = []
  /// How many jobs have been started.
  @exclusivity(unchecked) private var begunJobs = 0

  private static let wakeUpSlot = UInt64.max
  private static let timerSlot = UInt64.max - 1
  private static let eventsPerTurn = 32
  /// More frames than any driver has ready when capture starts.
  private static let maximumAttempts = 8

  /// Creates the loop; `wakeUp` is the `eventfd` that signals commands.
  init(wakeUp: Int32) throws(CaptureError) {
    self.wakeUp = wakeUp
    epoll = try OwnedFile("epoll_create1", epoll_create1(Int32(EPOLL_CLOEXEC)))
    timer = try OwnedFile(
      "timerfd_create", timerfd_create(CLOCK_MONOTONIC, Int32(TFD_CLOEXEC | TFD_NONBLOCK)))
    events = .allocate(capacity: Self.eventsPerTurn)
    guard wait(for: wakeUp, EPOLLIN.rawValue, slot: Self.wakeUpSlot),
      wait(for: timer.number, EPOLLIN.rawValue, slot: Self.timerSlot)
    else {
      throw CaptureError(device: "V4L2", "cannot wait for frames", call: "epoll_ctl", errno: errno)
    }
  }

  deinit {
    events.deallocate()
  }

  /// Runs until no stream, command or job is left.
  func run(for thread: CaptureThread) {
    while true {
      let isBusy = runJobs(of: thread)
      if !isBusy, !hasStreams, !thread.hasMoreWork() { return }
      turn(for: thread, waits: !isBusy)
    }
  }

  /// Whether any camera is streaming.
  var hasStreams: Bool { streams.contains { $0 != nil } }

  /// Whether jobs are waiting behind the one running now.
  var hasJobs: Bool { begunJobs < jobs.count }

  /// Runs the jobs queued so far. Jobs enqueued meanwhile wait for the next turn, so that a task
  /// that keeps yielding can't delay frames.
  /// - Returns: whether more work has arrived.
  private func runJobs(of thread: CaptureThread) -> Bool {
    let isBusy = thread.state.withLock { state in
      swap(&state.jobs, &jobs)
      return state.isBusy
    }
    guard hasJobs else { return isBusy }
    while hasJobs {
      begunJobs += 1
      jobs[begunJobs - 1].runSynchronously(on: thread.asUnownedTaskExecutor())
    }
    jobs.removeAll(keepingCapacity: true)
    begunJobs = 0
    return thread.state.withLock { $0.isBusy }
  }

  /// Handles pending events; if `waits`, first waits for one. The wait has no timeout, for
  /// which the kernel would set up a timer with each frame; the `timerfd` ends it when a stream is
  /// due for a stall check.
  /// - Returns: whether no camera was found stalled.
  @discardableResult
  func turn(for thread: CaptureThread, waits: Bool = true) -> Bool {
    isInTurn = true
    defer { isInTurn = false }
    let count = epoll_wait(epoll.number, events.baseAddress, Int32(events.count), waits ? -1 : 0)
    guard count > 0 else {
      if count < 0, errno != EINTR { fail(errno, for: thread) }
      return false
    }
    let now = MonotonicClock.tick
    var (hasCommands, isDue) = (false, false)
    for index in 0..<Int(count) {
      switch events[index].data.u64 {
      case Self.wakeUpSlot: hasCommands = true
      case Self.timerSlot: isDue = true
      case let slot:
        if let stream = streams[Int(slot)] {
          handle(stream) { stream throws(CaptureError) in
            try stream.service(events: events[index].events, now: now)
          }
        }
      }
    }
    let isFlowing = !isDue || check()
    // After the events, so that no event reaches a stream that took over another's slot.
    if hasCommands { execute(for: thread) }
    return isFlowing
  }

  /// Ends every stream because waiting for frames has failed, and completes pending removals.
  private func fail(_ code: Int32, for thread: CaptureThread) {
    for case let stream? in streams {
      let cause = SystemCause(call: "epoll_wait", errno: code)
      end(
        stream,
        CaptureError(
          .unreadable, device: stream.device.path, "cannot be waited for", cause: cause))
    }
    execute(for: thread)
  }

  /// Sets the timer to a stream's stall deadline, unless it already expires earlier.
  private func scheduleCheck(of stream: CaptureStream) {
    let time = stream.watch.deadline
    guard time < nextCheck else { return }
    nextCheck = time
    var setting = itimerspec()
    setting.it_value = timespec(
      tv_sec: Int(time / 1_000_000), tv_nsec: Int(time % 1_000_000 * 1000))
    timerfd_settime(timer.number, Int32(TFD_TIMER_ABSTIME), &setting, nil)
  }

  /// Runs `look` on a stream and acts on the outcome; ends the stream and returns `nil` if `look`
  /// throws.
  @discardableResult @inline(__always)
  private func handle(
    _ stream: CaptureStream, _ look: (CaptureStream) throws(CaptureError) -> CaptureStream.Outcome
  ) -> CaptureStream.Outcome? {
    do throws(CaptureError) {
      let outcome = try look(stream)
      finish(outcome, of: stream)
      return outcome
    } catch {
      end(stream, error)
      return nil
    }
  }

  private func end(_ stream: CaptureStream, _ error: CaptureError) {
    detach(stream)
    stream.sink.captureEnded(error)
  }

  private func finish(_ outcome: CaptureStream.Outcome, of stream: CaptureStream) {
    switch outcome {
    case .streaming, .idle:
      // An early first frame moves the next deadline forward.
      scheduleCheck(of: stream)
    case .stalled:
      detach(stream)
      if stream.watch.isFirstVerdict { stream.sink.captureMuted(true) }
      stream.requestRepair(stream, .restart)
    case .resized:
      detach(stream)
      stream.requestRepair(stream, .replace)
    }
  }

  /// Checks every stream for a stall.
  /// - Returns: whether none has stalled.
  private func check() -> Bool {
    var expirations: UInt64 = 0
    read(timer.number, &expirations, MemoryLayout.size(ofValue: expirations))
    // Not the coarse clock, which can lie before the time the timer was set to.
    let now = MonotonicClock.now
    nextCheck = .max
    var isFlowing = true
    for case let stream? in streams {
      let outcome = handle(stream) { stream throws(CaptureError) in try stream.check(now: now) }
      if outcome != .streaming { isFlowing = false }
    }
    return isFlowing
  }

  /// Executes the queued commands.
  private func execute(for thread: CaptureThread) {
    var value: eventfd_t = 0
    eventfd_read(wakeUp, &value)
    let commands = thread.state.withLock { state in
      let commands = state.commands
      state.commands = []
      return commands
    }
    for command in commands {
      switch command {
      case .add(let stream): attach(stream)
      case .remove(let stream, let done):
        stream.isCancelled = true
        detach(stream)
        done.resume()
      case .end(let stream, let error):
        if !stream.isCancelled { stream.sink.captureEnded(error) }
      }
    }
  }

  private func attach(_ stream: CaptureStream) {
    guard !stream.isCancelled else { return }
    if let configuration = stream.news.take() { stream.sink.captureReconfigured(configuration) }
    let slot = streams.firstIndex { $0 == nil } ?? streams.endIndex
    if slot == streams.endIndex { streams.append(nil) }
    streams[slot] = stream
    // v4l2loopback reports a frame only to those who started to wait while there was none
    // (v4l2loopback.c 0.12.7, `v4l2_loopback_poll`). So this registers again until no frame was
    // ready.
    for _ in 0..<Self.maximumAttempts {
      epoll_ctl(epoll.number, EPOLL_CTL_DEL, stream.device.waitable, nil)
      guard wait(for: stream.device.waitable, stream.events, slot: UInt64(slot)) else {
        return end(stream, stream.device.failure("cannot be waited for", "epoll_ctl", errno))
      }
      let outcome = handle(stream) { stream throws(CaptureError) in
        try stream.service(events: 0, now: MonotonicClock.tick)
      }
      guard outcome == .streaming else { break }
    }
    stream.sequence.countGapsFromNext()
  }

  /// Registers a file with epoll.
  private func wait(for file: Int32, _ events: UInt32, slot: UInt64) -> Bool {
    var event = epoll_event()
    event.events = events
    event.data.u64 = slot
    return epoll_ctl(epoll.number, EPOLL_CTL_ADD, file, &event) == 0
  }

  private func detach(_ stream: CaptureStream) {
    guard let slot = streams.firstIndex(where: { $0 === stream }) else { return }
    streams[slot] = nil
    epoll_ctl(epoll.number, EPOLL_CTL_DEL, stream.device.waitable, nil)
  }
}
