#if Screen
import Dispatch
import Glibc
import Synchronization

/// Bounds the XCB calls that can block indefinitely: those that read the rest of a reply the server
/// has announced, and those that wait for room to send (xcb_in.c, `_xcb_in_read_block`; xcb_conn.c,
/// `_xcb_conn_wait`).
///
/// When a call takes too long, its socket is shut down, which XCB treats as a closed connection.
/// Time is counted in ticks of a timer rather than read from a clock, so that a program that was
/// suspended during a call (SIGSTOP) keeps its connection.
final class XWatchdog: Sendable {
  /// Ticks that a call may take: longer than any reply is waited for.
  private static let limit = 5

  private struct State {
    var timer: Timer?
    /// The call that the last ticks saw, and how many of them.
    var call: UInt64 = 0
    var ticks = 0
  }

  /// Unchecked, because dispatch sources may be used on any thread (dispatch_source_create(3)), but
  /// are not declared `Sendable`.
  private struct Timer: @unchecked Sendable {
    let source: any DispatchSourceTimer
  }

  /// Odd while a call is under way, and different for each.
  private let call = Atomic<UInt64>(0)
  private let socket: Int32
  private let state = Mutex(State())

  /// Watches the calls on a connection's socket until ``cancel()``.
  /// - Parameter interval: from one tick to the next.
  init(_ socket: Int32, interval: DispatchTimeInterval = .seconds(1)) {
    self.socket = socket
    let source = DispatchSource.makeTimerSource(queue: XConnector.timeouts)
    source.schedule(deadline: .now() + interval, repeating: interval, leeway: .milliseconds(500))
    source.setEventHandler { [weak self] in self?.tick() }
    source.activate()
    state.withLock { $0.timer = Timer(source: source) }
  }

  /// Shuts the socket down if one call has been under way for too many ticks.
  func tick() {
    // Under the lock, because the socket may be closed after `cancel()`.
    state.withLock { state in
      let call = call.load(ordering: .relaxed)
      guard state.timer != nil, call % 2 == 1, call == state.call else {
        state.call = call
        state.ticks = 0
        return
      }
      state.ticks += 1
      if state.ticks >= Self.limit { shutdown(socket, Int32(SHUT_RDWR)) }
    }
  }

  /// Calls `body` within the limit.
  func whileBusy<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    call.add(1, ordering: .relaxed)
    defer { call.add(1, ordering: .relaxed) }
    return try body()
  }

  /// Restarts the limit for the call under way, which goes on to its next request.
  func restart() {
    call.add(2, ordering: .relaxed)
  }

  /// Stops watching; the socket is not touched after this returns.
  func cancel() {
    state.withLock { $0.timer.take() }?.source.cancel()
  }
}
#endif
