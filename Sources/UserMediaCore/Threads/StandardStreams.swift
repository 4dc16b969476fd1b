import Glibc

/// A file that was just opened, as one whose number is not that of a standard stream: a program that
/// has closed those goes on writing to them, and would write into the file.
///
/// - Parameter file: what a call gave that opens a file; below 0 it is given back, with `errno` as it
///   was.
package func aboveStandardStreams(_ file: Int32) -> Int32 {
  guard (0...STDERR_FILENO).contains(file) else { return file }
  let moved = fcntl(file, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
  let code = errno
  close(file)
  errno = code
  return moved
}
