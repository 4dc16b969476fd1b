import Dispatch
import Glibc
import Synchronization

/// Handles Control-C, `kill` and the terminal's end: finishes open files, and lets the library
/// restore the sound server and the camera.
enum Interruption {
  private struct State {
    var handler: @Sendable (Int32) -> Void = { _ in }
    /// One per signal, kept for good: a new source would receive nothing after the first was
    /// cancelled.
    var sources: [(number: Int32, source: EventSource)] = []
    var count = 0
  }

  private static let state = Mutex(State())
  private static let isExiting = Atomic(false)
  /// How long a clean exit may take: one that waits for a pipe's reader might never finish.
  private static let patience = DispatchTimeInterval.seconds(10)

  /// Ends the process with exit(3) on the first interruption, so that the library undoes its
  /// changes.
  static func exitsInOrder() {
    handle(end)
  }

  /// Calls `handler` on the first interruption. If the process is still running some seconds later,
  /// or on a second interruption, ends it with exit(3); a third one has its default effect.
  static func onInterrupt(_ handler: @escaping @Sendable () -> Void) {
    handle { _ in handler() }
  }

  private static func handle(_ handler: @escaping @Sendable (Int32) -> Void) {
    state.withLock { state in
      state.handler = handler
      if state.sources.isEmpty {
        state.sources = [SIGINT, SIGTERM, SIGHUP].filter(isWanted).map { ($0, source(of: $0)) }
      }
    }
  }

  /// A program started by nohup(1), which ignores the signal, must outlive the terminal.
  private static func isWanted(_ number: Int32) -> Bool {
    var action = sigaction()
    guard number == SIGHUP, sigaction(number, nil, &action) == 0 else { return true }
    // SIG_IGN is the integer 1 cast to a function, which Swift does not import.
    return action.__sigaction_handler.sa_handler.map { unsafeBitCast($0, to: Int.self) } != 1
  }

  private static func source(of number: Int32) -> EventSource {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler { interrupted(number) }
    return EventSource(source)
  }

  private static func interrupted(_ number: Int32) {
    let (count, handler, handled) = state.withLock { state in
      state.count += 1
      return (state.count, state.handler, state.sources.map(\.number))
    }
    guard count == 1 else {
      for number in handled { signal(number, SIG_DFL) }
      return end(number)
    }
    DispatchQueue.global().asyncAfter(deadline: .now() + patience) { end(number) }
    handler(number)
  }

  /// Ends the process once; the first caller wins.
  private static func end(_ number: Int32) {
    let isFirst = isExiting.compareExchange(
      expected: false, desired: true, ordering: .relaxed
    ).exchanged
    if isFirst { exit(128 + number) }
  }
}
