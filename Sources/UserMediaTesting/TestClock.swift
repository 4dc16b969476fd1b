import Synchronization
import UserMediaCore
package import UserMediaSynthetic

/// A clock that stands still until a test moves it.
///
/// Devices of a `TestDevices(clock:)` deliver one frame when they start, and then those that
/// ``advance(by:)`` makes due:
///
///     let clock = TestClock()
///     let devices = TestDevices(clock: clock)
///     …
///     clock.advance(by: .seconds(1))  // A camera of 30 frames per second delivers 30.
///
/// The timestamps of frames are this clock's. It also decides when a device whose tracks are all
/// disabled is released, and the program's own code can sleep on it.
public final class TestClock: Clock, Sendable {
  /// A point in time, as an offset from the clock's start.
  public struct Instant: InstantProtocol {
    /// The time since the clock's start.
    public var offset: Swift.Duration

    /// The instant that is `offset` after the clock's start.
    public init(offset: Swift.Duration) { self.offset = offset }

    /// The instant that is later by `duration`.
    public func advanced(by duration: Swift.Duration) -> Self { Self(offset: offset + duration) }

    /// The time from this instant to another.
    public func duration(to other: Self) -> Swift.Duration { other.offset - offset }

    /// Whether one instant is before another.
    public static func < (left: Self, right: Self) -> Bool { left.offset < right.offset }
  }

  package let pacemaker = Pacemaker(standingAt: 0)

  /// Creates a clock that stands still at 0.
  public init() {}

  /// The current time.
  public var now: Instant { Instant(offset: .nanoseconds(pacemaker.now)) }

  /// One nanosecond.
  public var minimumResolution: Swift.Duration { .nanoseconds(1) }

  /// Moves the clock forward.
  ///
  /// When this returns, everything that became due has been delivered, in order, each at its own time:
  /// frames are in the queues of loops and handlers, and sleeping tasks have been resumed. A loop
  /// that buffers `.latest` finds only the newest frame; use `.lossless` to count them all.
  /// - Precondition: `duration` is not negative.
  public func advance(by duration: Swift.Duration) {
    precondition(duration >= .zero, "a clock does not run backwards")
    pacemaker.advance(by: duration.wholeNanoseconds)
  }

  /// Suspends the task until ``advance(by:)`` reaches `deadline`. Throws `CancellationError` if the
  /// task is cancelled before.
  public func sleep(until deadline: Instant, tolerance: Swift.Duration? = nil) async throws {
    let sleeper = Sleeper(until: deadline.offset.wholeNanoseconds)
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        guard sleeper.begin(continuation) else { return }
        // A clock without a thread has nothing that fails.
        try? pacemaker.add(sleeper)
      }
    } onCancel: {
      pacemaker.remove(sleeper)
      sleeper.finish(.failure(CancellationError()))
    }
  }
}

/// A task that sleeps until a time.
private final class Sleeper: PacemakerMember {
  private let deadline: Int64
  private let state = Mutex(State())

  private struct State {
    var continuation: CheckedContinuation<Void, any Error>?
    var result: Result<Void, any Error>?
  }

  init(until deadline: Int64) { self.deadline = deadline }

  /// - Returns: whether it must wait; otherwise it was cancelled already.
  func begin(_ continuation: CheckedContinuation<Void, any Error>) -> Bool {
    let result = state.withLock { state in
      if state.result == nil { state.continuation = continuation }
      return state.result
    }
    if let result { continuation.resume(with: result) }
    return result == nil
  }

  func finish(_ result: Result<Void, any Error>) {
    let continuation = state.withLock { state in
      if state.result == nil { state.result = result }
      return state.continuation.take()
    }
    continuation?.resume(with: result)
  }

  func beat(at now: Int64) -> Int64? {
    if now < deadline { return deadline }
    finish(.success(()))
    return nil
  }
}

extension Duration {
  /// The nanoseconds, rounded down; 292 years at most.
  fileprivate var wholeNanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return Int64(
      clamping: Int128(seconds) * 1_000_000_000 + Int128(attoseconds / 1_000_000_000))
  }
}
