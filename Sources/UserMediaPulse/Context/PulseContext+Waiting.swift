import CPulse
import Dispatch
import UserMediaCore

extension PulseContext {
  /// Suspends the task until `wait` is finished by what `begin` starts; fails after the timeout,
  /// when the connection ends, or when the task is cancelled.
  /// - Parameters:
  ///   - call: the libpulse call, for error messages.
  ///   - timeoutFactor: how many times the context's timeout to wait.
  ///   - begin: called with the lock held; not called if the wait has already finished.
  func wait<Wait: PulseWait>(
    _ wait: Wait, for call: String, device: String, timeoutFactor: Int = 1,
    _ begin: @Sendable (Wait) -> Void
  ) async throws(CaptureError) {
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        locked {
          wait.suspend { [self] outcome in
            afterUnlocking { continuation.resume(returning: outcome) }
          }
          guard !wait.isFinished else { return }
          (wait.context, wait.call, wait.device) = (self, call, device)
          waits.append(wait)
          wait.atEnd { [unowned self, unowned wait] in waits.removeAll { $0 === wait } }
          begin(wait)
          limit(wait, to: timeout * timeoutFactor)
        }
      }
    } onCancel: {
      // On another thread: the handler "may be invoked while holding internal locks associated with
      // the task" (withTaskCancellationHandler), so it must not wait for our lock.
      DispatchQueue.global().async { [self] in
        locked {
          wait.finish(.failure(CaptureError(.aborted, device: device, "\(call) was given up")))
        }
      }
    }
    try outcome.get()
  }

  /// Fails `wait` after `time`.
  private func limit(_ wait: PulseWait, to time: Duration) {
    guard !wait.isFinished, let context else { return }
    wait.timeoutError = pulse.error(
      PA_ERR_TIMEOUT, call: wait.call, device: wait.device, "the sound server is silent")
    // Unretained: finishing frees the event, and a wait always finishes before it is released.
    let timer = pulse.pa_context_rttime_new(
      context, pulse.pa_rtclock_now() + pa_usec_t(time / .microseconds(1)),
      { _, _, _, data in
        Unmanaged<PulseWait>.fromOpaque(data!).takeUnretainedValue().timedOut()
      }, Unmanaged.passUnretained(wait).toOpaque())
    wait.atEnd { [api] in api.pointee.time_free(timer) }
  }
}
