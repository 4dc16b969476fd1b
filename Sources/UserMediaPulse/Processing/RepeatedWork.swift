/// Work that is done once more when it is asked for while it is done.
///
/// Used by one actor.
final class RepeatedWork {
  private var isDone = true
  private var isWanted = false

  /// Does the work, unless it is being done: then it is done again after that.
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
