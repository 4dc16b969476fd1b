package import Dispatch
import UserMedia

extension DispatchQueue {
  /// Marks the main queue. On Linux, each `DispatchQueue.main` is another object.
  private static let mainKey = {
    let key = DispatchSpecificKey<Bool>()
    DispatchQueue.main.setSpecific(key: key, value: true)
    return key
  }()

  /// Runs `body` on the main actor; called on this queue. On the main queue it runs immediately, in the
  /// caller's turn, and otherwise as a turn of its own as soon as the main queue is free.
  package func runOnMainActor(_ body: @escaping @MainActor () -> Void) {
    if getSpecific(key: Self.mainKey) == true {
      // Checked at run time.
      MainActor.assumeIsolated(body)
    } else {
      DispatchQueue.main.asyncTurn { MainActor.assumeIsolated(body) }
    }
  }
}
