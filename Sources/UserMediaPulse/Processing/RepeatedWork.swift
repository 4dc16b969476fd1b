/// Coalesces requests for the same work: requests made while it runs cause one more run.
///
/// Used on one actor.
final class RepeatedWork {
  private var isDone = true
  private var isWanted = false

  /// Runs the work; if it is already running, has it run once more afterwards.
  func ask(for work: () async -> Void) async {
    isWanted = true
    guard isDone else { return }
    isDone = false
    while isWanted {
      isWanted = false
      await work()
    }
    isDone = true
  }
}
