import Glibc

/// Calls `body` with all signals blocked on this thread: the program's own threads handle signals.
///
/// A new thread inherits its creator's mask (pthread_create(3)), so a thread that `body` creates is
/// never interrupted by a signal.
package func withSignalsBlocked<Result>(_ body: () -> Result) -> Result {
  var (all, before) = (sigset_t(), sigset_t())
  sigfillset(&all)
  pthread_sigmask(SIG_SETMASK, &all, &before)
  defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
  return body()
}
