import Dispatch
public import UserMedia

extension Navigator {
  /// Waits until the callbacks, handlers and promise reactions that are on the navigator's queue have
  /// run. Those of a fault are there when the call of ``TestDevice`` returns.
  public func runCallbacks() async {
    await withCheckedContinuation { continuation in
      callbackQueue.async { continuation.resume() }
    }
  }
}
