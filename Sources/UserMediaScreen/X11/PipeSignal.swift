#if Screen
import Glibc

/// Runs `body`, in which XCB writes to a server. It looks before it writes whether the server is
/// there, but one that goes in between is a broken connection, whose signal would end the program.
func withoutPipeSignal<Result, Failure: Error>(
  _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  var (pipe, before) = (sigset_t(), sigset_t())
  sigemptyset(&pipe)
  sigaddset(&pipe, SIGPIPE)
  pthread_sigmask(SIG_BLOCK, &pipe, &before)
  defer {
    // A signal that came meanwhile is this thread's own, and is taken before it could do anything.
    if sigismember(&before, SIGPIPE) == 0 {
      var now = timespec()
      while sigtimedwait(&pipe, nil, &now) == -1, errno == EINTR {}
      pthread_sigmask(SIG_SETMASK, &before, nil)
    }
  }
  return try body()
}
#endif
