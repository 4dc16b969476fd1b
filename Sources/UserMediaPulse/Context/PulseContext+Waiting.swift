import Dispatch
import UserMediaCore

extension PulseContext {
  /// Waits, without holding a thread, for `wait` to be finished by what `begin` starts; gives up
  /// after the context's time, with the connection, or when the task is cancelled.
  /// - Parameters:
  ///   - call: what is waited for, for errors.
  ///   - patience: how many times the context's time it may take.
  ///   - begin: called with the lock held, and not at all when the wait is over already.
  func wait<Wait: PulseWait>(
    _ wait: Wait, for call: String, device: String, patience: Int = 1,
    _ begin: @Sendable (Wait) -> Void
  ) async throws(CaptureError) {
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        locked {
          guard wait.suspend(continuation) else { return }
          (wait.call, wait.device) = (call, device)
          waits.append(wait)
          wait.atEnd { [unowned self, unowned wait] in waits.removeAll { $0 === wait } }
          begin(wait)
          limit(wait, to: timeout * patience)
        }
      }
    } onCancel: {
      // Elsewhere: the handler "may be invoked while holding internal locks associated with the
      // task", and whoever finishes a wait resumes a task with our lock held
      // (withTaskCancellationHandler).
      DispatchQueue.global().async { [self] in
        locked {
          wait.finish(.failure(CaptureError(.aborted, device: device, "\(call) was given up")))
        }
      }
    }
    try outcome.get()
  }

  /// Whether the server says that it has no source of that name.
  func lacksSource(named name: String) async -> Bool {
    do throws(CaptureError) {
      try await checkSource(named: name)
      return false
    } catch {
      return error.kind == .notFound
    }
  }
}
