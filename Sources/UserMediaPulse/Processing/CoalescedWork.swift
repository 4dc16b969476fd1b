/// Coalesces requests for the same work: requests made while it runs cause one more run.
///
/// Used on one actor.
final class CoalescedWork {
  private var isIdle = true
  private var isRequested = false

  /// Runs the work; if it is already running, has it run once more afterwards.
  func request(_ work: () async -> Void) async {
    isRequested = true
    guard isIdle else { return }
    isIdle = false
    while isRequested {
      isRequested = false
      await work()
    }
    isIdle = true
  }
}
