import Glibc

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
