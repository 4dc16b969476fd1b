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
