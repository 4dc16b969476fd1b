import Dispatch
import Glibc
import Synchronization

/// Control-C and `kill`, turned from an end in the middle of a file into an orderly one.
enum Interruption {
  private static let sources = Mutex<[Int32: EventSource]>([:])

  /// Calls `handler` on the first interruption; a second one ends the process as usual.
  static func onInterrupt(_ handler: @escaping @Sendable () -> Void) {
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler {
        signal(number, SIG_DFL)
        handler()
      }
      let kept = EventSource(source)
      sources.withLock { $0[number] = kept }
    }
  }
}
