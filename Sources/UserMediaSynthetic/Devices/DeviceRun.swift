import Synchronization
import UserMediaCore

/// A device between a start and the following stop. Delivers what is due each time the pacemaker
/// calls.
///
/// The sink is called under the lock, so that calls never overlap and none follows ``stop()``.
final class DeviceRun: PacemakerMember {
  private struct State {
    let feed: any Feed
    let pace: Pace
    var next: Int64
    var isStopped = false
    var isMuted = false
    /// How many of the next pieces are damaged.
    var damaged = 0
  }

  private let state: Mutex<State>

  /// Creates a run that starts with item `first` of `pace`.
  init(_ feed: sending any Feed, _ pace: Pace, first: Int64) {
    state = Mutex(State(feed: feed, pace: pace, next: first))
  }

  func beat() -> Int64? {
    state.withLock { state in
      guard !state.isStopped else { return nil }
      let due = state.pace.index(at: MonotonicClock.nanoseconds)
      let first = due - state.feed.longestQueue
      if first > state.next {
        if !state.isMuted {
          state.feed.sink.captureDropped(
            state.feed.lossReason, count: Int(first - state.next))
        }
        state.next = first
      }
      if due >= state.next {
        deliver(&state)
        state.next += 1
      }
      return state.isStopped ? nil : state.pace.deadline(state.next)
    }
  }

  private func deliver(_ state: inout State) {
    if state.isMuted { return }
    if state.damaged > 0 {
      state.damaged -= 1
      state.feed.sink.captureDropped(.errorFlag, count: 1)
      return
    }
    do throws(CaptureError) {
      try state.feed.deliver(state.next, state.pace)
    } catch {
      state.isStopped = true
      state.feed.sink.captureEnded(error)
    }
  }

  /// Ends the run without notifying the sink.
  func stop() {
    state.withLock { $0.isStopped = true }
  }

  /// Ends the run and notifies the sink of the reason.
  func end(_ error: CaptureError) {
    state.withLock { state in
      guard !state.isStopped else { return }
      state.isStopped = true
      state.feed.sink.captureEnded(error)
    }
  }

  /// Stops or resumes delivery.
  func setMuted(_ isMuted: Bool) {
    state.withLock { state in
      guard !state.isStopped, state.isMuted != isMuted else { return }
      state.isMuted = isMuted
      state.feed.sink.captureMuted(isMuted)
    }
  }

  /// Marks the next pieces as damaged.
  func damage(_ count: Int) {
    state.withLock { $0.damaged += count }
  }
}
