import Dispatch
import Glibc
import Synchronization

/// Control-C and `kill`, turned from an end in the middle of a file into an orderly one, and of what
/// the library has set up in a sound server.
enum Interruption {
  private struct State {
    var handler: @Sendable (Int32) -> Void = { _ in }
    /// One for each signal and for good: a second one would hear nothing once the first is cancelled.
    var sources: [EventSource] = []
  }

  private static let state = Mutex(State())

  /// Ends the process by exit(3) on the first interruption, so that the library undoes what it has
  /// begun.
  static func exitsInOrder() {
    handle { exit(128 + $0) }
  }

  /// Calls `handler` on the first interruption; a second one ends the process as usual.
  static func onInterrupt(_ handler: @escaping @Sendable () -> Void) {
    handle { _ in handler() }
  }

  private static func handle(_ handler: @escaping @Sendable (Int32) -> Void) {
    state.withLock { state in
      state.handler = handler
      if state.sources.isEmpty { state.sources = [SIGINT, SIGTERM].map(source) }
    }
  }

  private static func source(of number: Int32) -> EventSource {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number)
    source.setEventHandler {
      signal(number, SIG_DFL)
      state.withLock { $0.handler }(number)
    }
    return EventSource(source)
  }
}
