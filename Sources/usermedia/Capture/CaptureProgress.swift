import Dispatch
import Glibc
import Synchronization

/// A progress line on standard error, updated every second.
final class CaptureProgress: Sendable {
  private let timer: Mutex<EventSource?> = Mutex(nil)

  /// `nil` if standard error is not a terminal.
  init?() {
    guard isTerminal(STDERR_FILENO) else { return nil }
  }

  func start(_ text: @escaping @Sendable () -> String) {
    let timer = DispatchSource.makeTimerSource()
    timer.schedule(deadline: .now() + 1, repeating: 1)
    timer.setEventHandler { showProgress(text()) }
    let source = EventSource(timer)
    self.timer.withLock { $0 = source }
  }

  func stop() {
    guard let timer = timer.withLock({ $0.take() }) else { return }
    timer.cancel()
    showProgress(nil)
  }
}
