package import Dispatch
import UserMedia

extension DispatchQueue {
  /// Runs `body` on the main actor; called on this queue. On the main queue it runs immediately, in the
  /// caller's turn, and otherwise as a turn of its own as soon as the main queue is free.
  package func runOnMainActor(_ body: @escaping @MainActor () -> Void) {
    if self === DispatchQueue.main {
      // Checked at run time: it traps if the queue does not belong to the main actor.
      MainActor.assumeIsolated(body)
    } else {
      DispatchQueue.main.asyncTurn { MainActor.assumeIsolated(body) }
    }
  }
}
