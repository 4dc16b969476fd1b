import CV4L2
import Glibc
import Synchronization
import UserMediaCore

/// The one thread that takes frames from every camera of a driver.
///
/// It sleeps in `epoll_wait` until a camera has a frame, somebody hands it a command through an
/// `eventfd`, or a `timerfd` says that a camera is due to be found stalled. It starts with the
/// first stream and ends with the last.
///
/// It runs the tasks that prefer it as well (``enqueue(_:)``), so that a consumer whose work is
/// short is resumed with its frame on the spot, without another thread having to wake.
final class CaptureThread: Sendable {
  enum Command {
    case add(CaptureStream)
    case remove(CaptureStream, CheckedContinuation<Void, Never>)
    case end(CaptureStream, CaptureError)
  }

  struct State {
    var commands: [Command] = []
    var jobs: [UnownedJob] = []
    var isRunning = false

    var isBusy: Bool { !commands.isEmpty || !jobs.isEmpty }
  }

  let state = Mutex(State())
  private let epoll: OwnedFile
  private let wakeUp: OwnedFile
  private let timer: OwnedFile
  /// The thread while it runs; 0 otherwise.
  let running = Atomic<UInt>(0)

  /// Prepares the thread; it does not run yet.
  init() throws(CaptureError) {
    epoll = try OwnedFile("epoll_create1", epoll_create1(Int32(EPOLL_CLOEXEC)))
    wakeUp = try OwnedFile("eventfd", eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK)))
    timer = try OwnedFile(
      "timerfd_create", timerfd_create(CLOCK_MONOTONIC, Int32(TFD_CLOEXEC | TFD_NONBLOCK)))
    guard wait(for: wakeUp.number, EPOLLIN.rawValue, slot: Self.wakeUpSlot),
      wait(for: timer.number, EPOLLIN.rawValue, slot: Self.timerSlot)
    else {
      throw CaptureError(device: "V4L2", "cannot wait for frames", call: "epoll_ctl", errno: errno)
    }
  }

  /// Delivers the frames of a stream that was started, from now on.
  func add(_ stream: CaptureStream) throws(CaptureError) {
    try send(.add(stream))
  }

  /// Tells the sink of a stream that could not be started again that it is over.
  func end(_ stream: CaptureStream, _ error: CaptureError) {
    do throws(CaptureError) { try send(.end(stream, error)) } catch {
      // Without a thread nothing delivers, so the sink is still called by one at a time.
      stream.sink.captureEnded(error)
    }
  }

  /// Delivers nothing more of a stream; when it returns, its sink hears nothing more.
  func remove(_ stream: CaptureStream) async {
    await withCheckedContinuation { continuation in
      let isIdle = state.withLock { state in
        guard state.isRunning else {
          stream.isCancelled = true
          return true
        }
        state.commands.append(.remove(stream, continuation))
        return false
      }
      if isIdle { continuation.resume() } else { wake() }
    }
  }

  private func send(_ command: Command) throws(CaptureError) {
    let code = runAndChange { $0.commands.append(command) }
    if code != 0 {
      throw CaptureError(
        device: "V4L2", "cannot start its thread", call: "pthread_create", errno: code)
    }
    wake()
  }

  /// Changes what the thread is to do; it is started for that if need be.
  /// - Returns: 0, or the error number of starting it; then nothing was changed.
  func runAndChange(_ change: (inout State) -> Void) -> Int32 {
    state.withLock { state in
      if !state.isRunning {
        let code = startThread()
        guard code == 0 else { return code }
        state.isRunning = true
      }
      change(&state)
      return 0
    }
  }

  func wake() {
    // Fails only when the counter is full, and then the thread wakes anyway (eventfd(2)).
    eventfd_write(wakeUp.number, 1)
  }

  private func startThread() -> Int32 {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(self)
    let code = pthread_create(
      &thread, nil,
      { context in
        // Retained for the thread, which releases it as it ends.
        let thread = Unmanaged<CaptureThread>.fromOpaque(context!).takeRetainedValue()
        var all = sigset_t()
        sigfillset(&all)
        // Signals are for the program's own threads.
        pthread_sigmask(SIG_BLOCK, &all, nil)
        usermedia_name_thread("usermedia-v4l2")
        thread.run()
        return nil
      }, context.toOpaque())
    if code == 0 { pthread_detach(thread) } else { context.release() }
    return code
  }
}

extension CaptureThread {
  private static let wakeUpSlot = UInt64.max
  private static let timerSlot = UInt64.max - 1
  private static let eventsPerWake = 32
  /// More frames than a driver has ready at its start.
  private static let mostAttempts = 8

  /// What the thread alone knows: its streams, and when one of them is due to be found stalled.
  private struct Streams {
    var slots: [CaptureStream?] = []
    var nextCheck = Int64.max

    func slot(of stream: CaptureStream) -> Int? { slots.firstIndex { $0 === stream } }
    var isEmpty: Bool { slots.allSatisfy { $0 == nil } }
  }

  private func run() {
    var streams = Streams()
    var jobs: [UnownedJob] = []
    running.store(UInt(pthread_self()), ordering: .relaxed)
    withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: Self.eventsPerWake) { events in
      while true {
        let isBusy = runJobs(&jobs)
        if !isBusy, streams.isEmpty, !goesOn() { return }
        let count = epoll_wait(
          epoll.number, events.baseAddress, Int32(events.count), isBusy ? 0 : -1)
        let now = MonotonicClock.tick
        var (hasCommands, isDue) = (false, false)
        for index in 0..<Int(max(count, 0)) {
          switch events[index].data.u64 {
          case Self.wakeUpSlot: hasCommands = true
          case Self.timerSlot: isDue = true
          case let slot:
            if let stream = streams.slots[Int(slot)] {
              let outcome = stream.service(events: events[index].events, now: now)
              finish(outcome, of: stream, in: &streams)
            }
          }
        }
        if isDue { check(&streams) }
        // After the events, so that no event is for another stream that took over its slot.
        if hasCommands { execute(&streams) }
      }
    }
  }

  /// Whether there is more to do for the thread, which otherwise ends.
  private func goesOn() -> Bool {
    state.withLock { state in
      state.isRunning = state.isBusy
      if !state.isRunning { running.store(0, ordering: .relaxed) }
      return state.isRunning
    }
  }

  /// Has the timer wake the thread when a stream is due, unless it will earlier.
  private func expect(_ stream: CaptureStream, in streams: inout Streams) {
    let time = stream.watch.deadline
    guard time < streams.nextCheck else { return }
    streams.nextCheck = time
    var setting = itimerspec()
    setting.it_value = timespec(
      tv_sec: Int(time / 1_000_000), tv_nsec: Int(time % 1_000_000 * 1000))
    timerfd_settime(timer.number, Int32(TFD_TIMER_ABSTIME), &setting, nil)
  }

  private func finish(
    _ outcome: CaptureStream.Outcome, of stream: CaptureStream, in streams: inout Streams
  ) {
    switch outcome {
    case .streaming, .idle:
      // A first frame that comes early brings the time of the next forward.
      expect(stream, in: &streams)
    case .stalled:
      detach(stream, from: &streams)
      stream.sink.captureMuted(true)
      stream.requestRepair(stream, .restart)
    case .resized:
      detach(stream, from: &streams)
      stream.requestRepair(stream, .replace)
    case .ended(let error):
      detach(stream, from: &streams)
      stream.sink.captureEnded(error)
    }
  }

  private func check(_ streams: inout Streams) {
    var expirations: UInt64 = 0
    read(timer.number, &expirations, MemoryLayout.size(ofValue: expirations))
    // Not of the last tick, which can lie before the time that the timer was set to.
    let now = MonotonicClock.now
    streams.nextCheck = .max
    for case let stream? in streams.slots {
      finish(stream.check(now: now), of: stream, in: &streams)
    }
  }

  /// Does what was asked for.
  private func execute(_ streams: inout Streams) {
    var value: eventfd_t = 0
    eventfd_read(wakeUp.number, &value)
    let commands = state.withLock { state in
      let commands = state.commands
      state.commands = []
      return commands
    }
    for command in commands {
      switch command {
      case .add(let stream): attach(stream, to: &streams)
      case .remove(let stream, let done):
        stream.isCancelled = true
        detach(stream, from: &streams)
        done.resume()
      case .end(let stream, let error):
        if !stream.isCancelled { stream.sink.captureEnded(error) }
      }
    }
  }

  private func attach(_ stream: CaptureStream, to streams: inout Streams) {
    guard !stream.isCancelled else { return }
    if let configuration = stream.news.take() { stream.sink.captureReconfigured(configuration) }
    let slot = streams.slots.firstIndex { $0 == nil } ?? streams.slots.endIndex
    if slot == streams.slots.endIndex { streams.slots.append(nil) }
    streams.slots[slot] = stream
    // v4l2loopback tells only those of a frame who began to wait while there was none
    // (v4l2loopback.c 0.12.7, `v4l2_loopback_poll`), so the waiting is begun anew until a look
    // shows that there was none.
    for _ in 0..<Self.mostAttempts {
      epoll_ctl(epoll.number, EPOLL_CTL_DEL, stream.device.waitable, nil)
      guard wait(for: stream.device.waitable, stream.events, slot: UInt64(slot)) else {
        let failure = stream.device.failure("cannot be waited for", "epoll_ctl", errno)
        return finish(.ended(failure), of: stream, in: &streams)
      }
      let outcome = stream.service(events: 0, now: MonotonicClock.tick)
      finish(outcome, of: stream, in: &streams)
      guard case .streaming = outcome else { return }
    }
  }

  /// Begins to wait for a file.
  private func wait(for file: Int32, _ events: UInt32, slot: UInt64) -> Bool {
    var event = epoll_event()
    event.events = events
    event.data.u64 = slot
    return epoll_ctl(epoll.number, EPOLL_CTL_ADD, file, &event) == 0
  }

  private func detach(_ stream: CaptureStream, from streams: inout Streams) {
    guard let slot = streams.slot(of: stream) else { return }
    streams.slots[slot] = nil
    epoll_ctl(epoll.number, EPOLL_CTL_DEL, stream.device.waitable, nil)
  }
}
