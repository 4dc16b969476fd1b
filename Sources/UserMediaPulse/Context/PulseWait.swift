import UserMediaCore

/// A task's wait for the sound server. It finishes exactly once: through the answer, the end of the
/// connection, the timeout or the task's cancellation, whichever comes first.
///
/// Unchecked, because it is used only with the lock of its ``PulseContext`` held.
class PulseWait: @unchecked Sendable {
  typealias Outcome = Result<Void, CaptureError>

  private var outcome: Outcome?
  private var resume: ((Outcome) -> Void)?
  private var atEnd: [() -> Void] = []
  private var operations = 0
  /// The context whose server is waited for; set when the task suspends.
  unowned var context: PulseContext!
  /// The libpulse call, for error messages.
  var call = ""
  /// The server or device concerned, for error messages.
  var device = "PulseAudio"
  /// The error of a timeout.
  var timeoutError: CaptureError?

  init() {}

  /// Whether the outcome is known.
  var isFinished: Bool { outcome != nil }

  /// Sets the callback that receives the outcome, once; calls it at once if the wait has finished.
  func suspend(_ resume: @escaping (Outcome) -> Void) {
    if let outcome { resume(outcome) } else { self.resume = resume }
  }

  /// Adds cleanup for when the wait finishes.
  func atEnd(_ undo: @escaping () -> Void) {
    if isFinished { undo() } else { atEnd.append(undo) }
  }

  /// Finishes the wait, unless it has already finished.
  func finish(_ outcome: Outcome) {
    guard !isFinished else { return }
    self.outcome = outcome
    let undo = atEnd
    atEnd = []
    for undo in undo { undo() }
    resume.take()?(outcome)
  }

  /// Fails the wait because of the timeout.
  func timedOut() {
    if let timeoutError { finish(.failure(timeoutError)) }
  }

  /// Records that another operation has started.
  func operationBegan() {
    operations += 1
  }

  /// Records that an operation is complete; after the last one, the wait succeeds.
  func operationEnded() {
    operations -= 1
    if operations == 0 { finish(.success(())) }
  }
}
