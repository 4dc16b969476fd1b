import Synchronization
import UserMediaCore

/// A device from a start to the stop that follows: delivers what is due each time the pacemaker
/// calls.
///
/// The sink is called under the lock, so that it hears one thing after another, and nothing once
/// ``stop()`` has returned.
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

  /// A run whose first piece is number `first` of `pace`.
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

  /// Ends the run without a word to the sink.
  func stop() {
    state.withLock { $0.isStopped = true }
  }

  /// Ends the run and tells the sink why.
  func end(_ error: CaptureError) {
    state.withLock { state in
      guard !state.isStopped else { return }
      state.isStopped = true
      state.feed.sink.captureEnded(error)
    }
  }

  /// Holds pieces back, or lets them through again.
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
