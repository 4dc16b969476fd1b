import Dispatch
import Glibc
import Synchronization
import UserMediaCore

/// A device between a start and the following stop. Delivers what is due each time the pacemaker
/// calls.
///
/// The sink is called with the lock released, one call after another: whichever thread queues a
/// call while none is under way makes it, and those that are queued meanwhile.
final class DeviceRun: PacemakerMember {
  private struct State {
    let feed: any Feed
    let pace: Pace
    var next: Int64
    /// Whether nothing more is queued.
    var isOver = false
    var isMuted = false
    /// How many of the next pieces are damaged.
    var damaged = 0
    var calls: [SinkCall] = []
    var isCalling = false
    /// The thread that makes the call under way.
    var caller = pthread_self()
    /// Called when no call is under way any more.
    var waiters: [@Sendable () -> Void] = []
  }

  private let sink: any CaptureSink
  private let state: Mutex<State>

  /// Creates a run that starts with item `first` of `pace`.
  init(_ feed: sending any Feed, _ pace: Pace, first: Int64) {
    sink = feed.sink
    state = Mutex(State(feed: feed, pace: pace, next: first))
  }

  func beat(at now: Int64) -> Int64? {
    let deadline = state.withLock { state -> Int64? in
      guard !state.isOver else { return nil }
      let due = state.pace.index(at: now)
      // Another thread tells the sink something, which must not go on for as long as pieces come:
      // what is due meanwhile is late, as it is for a sink that is slow here.
      guard !state.isCalling, state.calls.isEmpty else { return state.pace.deadline(due + 1) }
      let first = due - state.feed.longestQueue
      if first > state.next {
        if !state.isMuted {
          state.calls.append(.dropped(state.feed.lossReason, Int(first - state.next)))
        }
        state.next = first
      }
      if due >= state.next {
        queuePiece(&state)
        state.next += 1
      }
      return state.isOver ? nil : state.pace.deadline(state.next)
    }
    makeCalls()
    return deadline
  }

  private func queuePiece(_ state: inout State) {
    if state.isMuted { return }
    if state.damaged > 0 {
      state.damaged -= 1
      state.calls.append(.dropped(.errorFlag, 1))
      return
    }
    do throws(CaptureError) {
      state.calls.append(try state.feed.piece(state.next, state.pace))
    } catch {
      state.isOver = true
      state.calls.append(.ended(error))
    }
  }

  /// Ends the run without a word to the sink: when this returns, it's called no more.
  func stop() async {
    await withCheckedContinuation { continuation in
      let (calls, isCalling) = state.withLock { state in
        state.isOver = true
        if state.isCalling { state.waiters.append { continuation.resume() } }
        defer { state.calls = [] }
        return (state.calls, state.isCalling)
      }
      // Released unlocked.
      withExtendedLifetime(calls) {}
      if !isCalling { continuation.resume() }
    }
  }

  /// The same without waiting for a call under way.
  func abandon() {
    let calls = state.withLock { state in
      state.isOver = true
      defer { state.calls = [] }
      return state.calls
    }
    withExtendedLifetime(calls) {}
  }

  /// Ends the run and notifies the sink of the reason.
  func end(_ error: CaptureError) {
    state.withLock { state in
      guard !state.isOver else { return }
      state.isOver = true
      state.calls.append(.ended(error))
    }
    makeCalls()
  }

  /// Stops or resumes delivery.
  func setMuted(_ isMuted: Bool) {
    state.withLock { state in
      guard !state.isOver, state.isMuted != isMuted else { return }
      state.isMuted = isMuted
      state.calls.append(.muted(isMuted))
    }
    makeCalls()
  }

  /// Marks the next pieces as damaged.
  func damage(_ count: Int) {
    state.withLock { $0.damaged += count }
  }

  /// Waits until the calls queued so far have returned. Not from within a call, and no longer than
  /// two seconds: the thread that makes them may be waiting for this one.
  func settle() {
    let settled = DispatchSemaphore(value: 0)
    let mustWait = state.withLock { state in
      let mustWait = state.isCalling && state.caller != pthread_self()
      if mustWait { state.waiters.append { settled.signal() } }
      return mustWait
    }
    if mustWait { _ = settled.wait(timeout: .now() + 2) }
  }

  /// Makes the calls that are queued, unless another thread, or this one further up, is doing so.
  private func makeCalls() {
    var isMine = false
    while true {
      let (call, waiters) = state.withLock {
        state -> (SinkCall?, [@Sendable () -> Void]) in
        guard isMine || !state.isCalling else { return (nil, []) }
        state.isCalling = !state.calls.isEmpty
        state.caller = pthread_self()
        if state.isCalling { return (state.calls.removeFirst(), []) }
        defer { state.waiters = [] }
        return (nil, state.waiters)
      }
      for waiter in waiters { waiter() }
      guard let call else { return }
      isMine = true
      call.make(to: sink)
    }
  }
}
