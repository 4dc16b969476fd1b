#if Screen
import Dispatch
import Glibc
import Synchronization
import UserMediaCore

/// Bounds the calls of XCB that wait without a bound: for the rest of a reply that the server has
/// announced, and for room to send (xcb_in.c, `_xcb_in_read_block`; xcb_conn.c, `_xcb_conn_wait`).
///
/// A call that takes too long has its socket shut down, which XCB takes for a server that is gone.
final class XWatchdog: Sendable {
  /// When the call began that is under way, in microseconds; 0 between calls.
  private let began = Atomic<Int64>(0)
  private let timer = Mutex<Timer?>(nil)

  /// Unchecked, because it is used under a lock.
  private struct Timer: @unchecked Sendable {
    let source: any DispatchSourceTimer
  }

  /// Microseconds that a call may take: longer than any answer is waited for.
  private static let limit: Int64 = 5_000_000

  /// Watches the calls of a connection with a socket, until ``cancel()``.
  init(_ socket: Int32) {
    let source = DispatchSource.makeTimerSource(queue: .global())
    source.schedule(deadline: .now() + 1, repeating: 1, leeway: .milliseconds(500))
    source.setEventHandler { [weak self] in self?.look(at: socket) }
    source.activate()
    timer.withLock { $0 = Timer(source: source) }
  }

  private func look(at socket: Int32) {
    // Under the lock, so that the socket is not closed meanwhile.
    timer.withLock { timer in
      let began = began.load(ordering: .relaxed)
      guard timer != nil, began != 0, MonotonicClock.now - began > Self.limit else { return }
      shutdown(socket, Int32(SHUT_RDWR))
    }
  }

  /// Calls `body`, within the limit.
  func whileBusy<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    began.store(MonotonicClock.now, ordering: .relaxed)
    defer { began.store(0, ordering: .relaxed) }
    return try body()
  }

  /// The call that is under way goes on to another question, for which the time begins anew.
  func isAlive() {
    began.store(MonotonicClock.now, ordering: .relaxed)
  }

  /// Ends; when it returns, the socket is touched no more.
  func cancel() {
    timer.withLock { $0.take() }?.source.cancel()
  }
}
#endif
