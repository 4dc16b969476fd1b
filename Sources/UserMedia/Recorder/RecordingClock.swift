import Synchronization
import UserMediaCore

/// The time of a recording: 0 at its start, and standing still while it is paused.
///
/// All tracks share it, so that what was captured at the same moment is played at the same moment.
final class RecordingClock: Sendable {
  private struct State {
    let start: Int64
    /// The sum of all pauses that have ended.
    var paused: Int64 = 0
    /// The beginning of the last pause; it may have ended.
    var pauseStart: Int64?
    /// The end of the last pause.
    var pauseEnd: Int64?
  }

  private let state: Mutex<State>

  init(start: Int64 = MonotonicClock.now) {
    state = Mutex(State(start: start))
  }

  /// The position in the recording of data captured at `timestamp`; `nil` if it is not part of it:
  /// captured before the start or during a pause.
  func position(of timestamp: Int64) -> Int64? {
    state.withLock { state in
      guard timestamp >= state.start else { return nil }
      guard let pauseStart = state.pauseStart else { return timestamp - state.start }
      guard let pauseEnd = state.pauseEnd else {
        return timestamp < pauseStart ? timestamp - state.start - state.paused : nil
      }
      if timestamp >= pauseEnd { return timestamp - state.start - state.paused }
      let before = state.paused - (pauseEnd - pauseStart)
      return timestamp < pauseStart ? timestamp - state.start - before : nil
    }
  }

  /// The current position.
  var now: Int64 {
    let now = MonotonicClock.now
    return state.withLock { state in
      let end = state.pauseEnd == nil ? state.pauseStart ?? now : now
      return end - state.start - state.paused
    }
  }

  /// Stands still from now on.
  func pause() {
    let now = MonotonicClock.now
    state.withLock { state in
      guard state.pauseStart == nil || state.pauseEnd != nil else { return }
      (state.pauseStart, state.pauseEnd) = (now, nil)
    }
  }

  /// Continues.
  func resume() {
    let now = MonotonicClock.now
    state.withLock { state in
      guard let pauseStart = state.pauseStart, state.pauseEnd == nil else { return }
      state.pauseEnd = now
      state.paused += now - pauseStart
    }
  }
}
