import Glibc

/// Calls `body` with every signal blocked on this thread: signals are for the program's own threads.
///
/// A thread begins with the mask of the one that creates it (pthread_create(3)), so that one which
/// `body` creates cannot be interrupted from its first instruction on.
package func withSignalsBlocked<Result>(_ body: () -> Result) -> Result {
  var (all, before) = (sigset_t(), sigset_t())
  sigfillset(&all)
  pthread_sigmask(SIG_SETMASK, &all, &before)
  defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
  return body()
}
