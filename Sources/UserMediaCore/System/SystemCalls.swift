import Glibc

/// Calls `body` with signals blocked on this thread, except those of a crash: the program's own
/// threads handle signals.
///
/// A new thread inherits its creator's mask (pthread_create(3)), so a thread that `body` creates is
/// never interrupted by a signal of the program's.
package func withSignalsBlocked<Result>(_ body: () -> Result) -> Result {
  var (blocked, before) = (sigset_t(), sigset_t())
  sigfillset(&blocked)
  for signal in signalsOfCrashes { sigdelset(&blocked, signal) }
  pthread_sigmask(SIG_SETMASK, &blocked, &before)
  defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
  return body()
}

/// The signals that a thread causes itself, whose handler would not be called if they were blocked
/// (signal(7)), those that end a program with a core dump, and the one with which Swift's
/// backtracer stops all threads: it waits ten seconds for those that block it.
package let signalsOfCrashes = [
  SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS, SIGABRT, SIGQUIT, SIGPROF,
]

/// Moves a newly opened file descriptor above those of the standard streams: a program that has
/// closed those may still write to them, and would write into the file.
///
/// - Parameter file: the result of a call that opens a file; a negative one is returned as it is,
///   with `errno` unchanged.
package func aboveStandardStreams(_ file: Int32) -> Int32 {
  guard (0...STDERR_FILENO).contains(file) else { return file }
  let moved = fcntl(file, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
  let code = errno
  close(file)
  errno = code
  return moved
}

/// Creates the folders on the way to a file, for this user only; existing ones stay as they are.
package func makeFolders(for path: String) {
  for (index, character) in path.enumerated() where character == "/" && index > 0 {
    mkdir(String(path.prefix(index)), 0o700)
  }
}

/// The absolute path without links (realpath(3)); `nil` if nothing is there.
package func resolvedPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}
