#if Screen
import Glibc

/// Runs `body`, which lets XCB write to the server, with SIGPIPE blocked. XCB checks the connection
/// before it writes, but a server that exits in between would otherwise kill the program.
func withoutPipeSignal<Result, Failure: Error>(
  _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  var (pipe, before) = (sigset_t(), sigset_t())
  sigemptyset(&pipe)
  sigaddset(&pipe, SIGPIPE)
  pthread_sigmask(SIG_BLOCK, &pipe, &before)
  defer {
    // SIGPIPE is sent to the thread that wrote (pipe(7)): one that is pending is ours to consume.
    if sigismember(&before, SIGPIPE) == 0 {
      var now = timespec()
      while sigtimedwait(&pipe, nil, &now) == -1, errno == EINTR {}
      pthread_sigmask(SIG_SETMASK, &before, nil)
    }
  }
  return try body()
}
#endif
