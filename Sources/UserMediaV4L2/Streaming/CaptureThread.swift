import CV4L2
import Glibc
import Synchronization
import UserMediaCore

/// The one thread that takes frames from every camera of a driver.
///
/// It sleeps in `epoll_wait` until a camera has a frame, somebody hands it a command through an
/// `eventfd`, or a camera is due to be found stalled. It starts with the first stream and ends with
/// the last.
final class CaptureThread: Sendable {
  private enum Command {
    case add(CaptureStream)
    case remove(CaptureStream, CheckedContinuation<Void, Never>)
    case end(CaptureStream, CaptureError)
  }

  private struct State {
    var commands: [Command] = []
    var isRunning = false
  }

  private let state = Mutex(State())
  private let epoll: Int32
  private let wakeUp: Int32

  /// Prepares the thread; it does not run yet.
  init() throws(CaptureError) {
    epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard epoll >= 0 else {
      throw CaptureError(
        device: "V4L2", "cannot wait for frames", call: "epoll_create1", errno: errno)
    }
    wakeUp = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    guard wakeUp >= 0 else {
      let code = errno
      close(epoll)
      throw CaptureError(device: "V4L2", "cannot wait for frames", call: "eventfd", errno: code)
    }
    var event = epoll_event()
    event.events = EPOLLIN.rawValue
    event.data.u64 = Self.wakeUpSlot
    guard epoll_ctl(epoll, EPOLL_CTL_ADD, wakeUp, &event) == 0 else {
      let code = errno
      close(wakeUp)
      close(epoll)
      throw CaptureError(device: "V4L2", "cannot wait for frames", call: "epoll_ctl", errno: code)
    }
  }

  deinit {
    close(wakeUp)
    close(epoll)
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
    let code = state.withLock { state in
      if !state.isRunning {
        let code = startThread()
        guard code == 0 else { return code }
        state.isRunning = true
      }
      state.commands.append(command)
      return 0
    }
    if code != 0 {
      throw CaptureError(
        device: "V4L2", "cannot start its thread", call: "pthread_create", errno: code)
    }
    wake()
  }

  private func wake() {
    // Fails only when the counter is full, and then the thread wakes anyway (eventfd(2)).
    eventfd_write(wakeUp, 1)
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
    withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: Self.eventsPerWake) { events in
      while true {
        let count = epoll_wait(
          epoll, events.baseAddress, Int32(events.count), timeout(until: streams.nextCheck))
        let now = CaptureClock.now
        var hasCommands = false
        for event in events.prefix(Int(max(count, 0))) {
          if event.data.u64 == Self.wakeUpSlot {
            hasCommands = true
          } else if let stream = streams.slots[Int(event.data.u64)] {
            finish(stream.service(events: event.events, now: now), of: stream, in: &streams)
          }
        }
        if now >= streams.nextCheck { check(&streams, now: now) }
        // After the events, so that no event is for another stream that took over its slot.
        if hasCommands, !execute(&streams) { return }
      }
    }
  }

  private func timeout(until time: Int64) -> Int32 {
    guard time != .max else { return -1 }
    return Int32(clamping: max(0, time - CaptureClock.now) / 1000 + 1)
  }

  private func finish(
    _ outcome: CaptureStream.Outcome, of stream: CaptureStream, in streams: inout Streams
  ) {
    switch outcome {
    case .streaming, .idle:
      // A frame that came early brings the next one's time forward.
      streams.nextCheck = min(streams.nextCheck, stream.watch.deadline)
    case .stalled:
      detach(stream, from: &streams)
      stream.sink.captureMuted(true)
      stream.requestRestart(stream)
    case .ended(let error):
      detach(stream, from: &streams)
      stream.sink.captureEnded(error)
    }
  }

  private func check(_ streams: inout Streams, now: Int64) {
    streams.nextCheck = .max
    for case let stream? in streams.slots {
      finish(stream.check(now: now), of: stream, in: &streams)
    }
  }

  /// Does what was asked for.
  /// - Returns: whether the thread goes on.
  private func execute(_ streams: inout Streams) -> Bool {
    var value: eventfd_t = 0
    eventfd_read(wakeUp, &value)
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
    guard streams.isEmpty else { return true }
    return state.withLock { state in
      state.isRunning = !state.commands.isEmpty
      return state.isRunning
    }
  }

  private func attach(_ stream: CaptureStream, to streams: inout Streams) {
    guard !stream.isCancelled else { return }
    let slot = streams.slots.firstIndex { $0 == nil } ?? streams.slots.endIndex
    if slot == streams.slots.endIndex { streams.slots.append(nil) }
    streams.slots[slot] = stream
    // v4l2loopback tells only those of a frame who began to wait while there was none
    // (v4l2loopback.c 0.12.7, `v4l2_loopback_poll`), so the waiting is begun anew until a look
    // shows that there was none.
    for _ in 0..<Self.mostAttempts {
      guard wait(for: stream, slot: slot) else {
        let failure = stream.device.failure("cannot be waited for", "epoll_ctl", errno)
        return finish(.ended(failure), of: stream, in: &streams)
      }
      let outcome = stream.service(events: 0, now: CaptureClock.now)
      finish(outcome, of: stream, in: &streams)
      guard case .streaming = outcome else { return }
    }
  }

  /// Begins to wait for a stream's frames.
  private func wait(for stream: CaptureStream, slot: Int) -> Bool {
    var event = epoll_event()
    event.events = stream.events
    event.data.u64 = UInt64(slot)
    epoll_ctl(epoll, EPOLL_CTL_DEL, stream.device.descriptor, nil)
    return epoll_ctl(epoll, EPOLL_CTL_ADD, stream.device.descriptor, &event) == 0
  }

  private func detach(_ stream: CaptureStream, from streams: inout Streams) {
    guard let slot = streams.slot(of: stream) else { return }
    streams.slots[slot] = nil
    epoll_ctl(epoll, EPOLL_CTL_DEL, stream.device.descriptor, nil)
  }
}
