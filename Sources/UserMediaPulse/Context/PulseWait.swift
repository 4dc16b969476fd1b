import UserMediaCore

/// One wait of a task for the sound server, finished exactly once: by the answer, by the end of the
/// connection, by the time limit, or by the task's cancellation, whichever is first.
///
/// Unchecked, because it is used only with the lock of its ``PulseContext`` held.
class PulseWait: @unchecked Sendable {
  typealias Outcome = Result<Void, CaptureError>

  private var outcome: Outcome?
  private var resume: ((Outcome) -> Void)?
  private var atEnd: [() -> Void] = []
  private var operations = 0
  /// Who waits for the server, from when a task waits.
  unowned var context: PulseContext!
  /// What is waited for, for errors.
  var call = ""
  /// Whom it is asked of, or about, for errors.
  var device = "PulseAudio"
  /// What ``timedOut()`` says.
  var timeoutError: CaptureError?

  init() {}

  /// Whether the outcome is known.
  var isFinished: Bool { outcome != nil }

  /// Sets what is called, once, with the outcome: at once when the wait is over already.
  func suspend(_ resume: @escaping (Outcome) -> Void) {
    if let outcome { resume(outcome) } else { self.resume = resume }
  }

  /// Undoes something when the wait is over.
  func atEnd(_ undo: @escaping () -> Void) {
    if isFinished { undo() } else { atEnd.append(undo) }
  }

  /// Ends the wait, unless it has ended.
  func finish(_ outcome: Outcome) {
    guard !isFinished else { return }
    self.outcome = outcome
    let undo = atEnd
    atEnd = []
    for undo in undo { undo() }
    resume.take()?(outcome)
  }

  /// The time is over.
  func timedOut() {
    if let timeoutError { finish(.failure(timeoutError)) }
  }

  /// One more answer is needed.
  func operationBegan() {
    operations += 1
  }

  /// An answer is complete; with the last one the wait is over.
  func operationEnded() {
    operations -= 1
    if operations == 0 { finish(.success(())) }
  }
}
