package import Glibc
package import UserMediaCore

/// The sole owner of a file that is open for writing, or of standard output.
///
/// A failed write throws a ``DOMException`` with the call and its error number; see
/// ``DOMException/init(file:_:call:errno:)``. A file that was created here is removed if it stays
/// empty.
package struct OutputFile: ~Copyable {
  /// The file's name for messages.
  package let name: String
  /// Negative once the file is closed.
  private var descriptor: Int32
  /// Whether written data can be overwritten: true for a regular file, false for a pipe.
  package let isRegular: Bool
  /// Whether the whole file belongs to this object, not just what it writes.
  private let isOwn: Bool
  /// The file's path, if it did not exist before.
  private let newPath: String?
  /// The error that left a partial write which could not be truncated.
  private var failure: DOMException?

  /// Creates the file, or opens an existing one, which keeps its contents until ``empty()``. `-` is
  /// standard output.
  package init(path: String) throws(DOMException) {
    if path == "-" {
      try self.init(
        name: "standard output",
        descriptor: Self.checked(
          fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1), "fcntl", "standard output"))
      return
    }
    let new = aboveStandardStreams(open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666))
    // A dangling link also exists already, and its target gets created.
    let descriptor =
      new < 0 && errno == EEXIST
      ? aboveStandardStreams(open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)) : new
    try self.init(
      name: path, descriptor: Self.checked(descriptor, "open", path), isOwn: true,
      newPath: new >= 0 ? path : nil)
  }

  private init(name: String, descriptor: Int32, isOwn: Bool = false, newPath: String? = nil) {
    self.name = name
    self.descriptor = descriptor
    self.isOwn = isOwn
    self.newPath = newPath
    var status = stat()
    // Bytes that precede ours in a file passed in must not be overwritten.
    isRegular =
      fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && lseek(descriptor, 0, SEEK_CUR) == 0 && fcntl(descriptor, F_GETFL) & O_APPEND == 0
  }

  deinit {
    guard descriptor >= 0 else { return }
    Self.removeIfEmpty(newPath, descriptor)
    Glibc.close(descriptor)
  }

  /// Removes a new file to which nothing was written, if the name still refers to it.
  private static func removeIfEmpty(_ path: String?, _ descriptor: Int32) {
    var (own, named) = (stat(), stat())
    guard let path, fstat(descriptor, &own) == 0, own.st_size == 0, lstat(path, &named) == 0,
      own.st_ino == named.st_ino, own.st_dev == named.st_dev
    else { return }
    unlink(path)
  }

  private static func checked(
    _ result: Int32, _ call: String, _ name: String
  ) throws(DOMException) -> Int32 {
    guard result >= 0 else { throw Self.error(name, call, errno) }
    return result
  }

  private static func error(_ file: String, _ call: String, _ code: Int32) -> DOMException {
    DOMException(file: file, "cannot be written", call: call, errno: code)
  }

  /// Empties a file that existed before.
  package borrowing func empty() throws(DOMException) {
    if isOwn && isRegular { try truncate(to: 0) }
  }

  /// Writes all of `pieces` after the first `end` bytes, or none of them: a partial write is
  /// truncated. If that is impossible, as in a pipe, every later call fails too. Consumes the
  /// pieces.
  package mutating func append(
    _ pieces: UnsafeMutableBufferPointer<iovec>, after end: Int
  ) throws(DOMException) {
    if let failure { throw failure }
    do throws(DOMException) {
      try write(pieces)
    } catch {
      do throws(DOMException) {
        guard isRegular else { throw error }
        try truncate(to: end)
      } catch {
        failure = error
      }
      throw error
    }
  }

  /// Writes all of `pieces` in order, and consumes them.
  private borrowing func write(
    _ pieces: UnsafeMutableBufferPointer<iovec>
  ) throws(DOMException) {
    var rest = pieces[...]
    while !rest.isEmpty {
      // The kernel accepts at most 1024 pieces per call (limits.h, IOV_MAX).
      let batch = UnsafeMutableBufferPointer(rebasing: rest.prefix(1024))
      let written = writev(descriptor, batch.baseAddress, Int32(batch.count))
      if written < 0 {
        guard errno == EINTR || errno == EAGAIN else {
          throw Self.error(name, "writev", errno)
        }
        if errno == EAGAIN { try waitForRoom() }
        continue
      }
      Self.drop(written, &rest)
    }
  }

  /// Writes all of `bytes`.
  package borrowing func write(_ bytes: UnsafeRawBufferPointer) throws(DOMException) {
    var piece = iovec(bytes)
    try withUnsafeMutablePointer(to: &piece) { piece throws(DOMException) in
      try write(UnsafeMutableBufferPointer(start: piece, count: 1))
    }
  }

  /// Removes what was written from the remaining pieces.
  private static func drop(
    _ count: Int, _ rest: inout Slice<UnsafeMutableBufferPointer<iovec>>
  ) {
    var count = count
    while let first = rest.first, count >= first.iov_len {
      count -= first.iov_len
      rest = rest.dropFirst()
    }
    guard count > 0 else { return }
    rest[rest.startIndex].iov_base += count
    rest[rest.startIndex].iov_len -= count
  }

  /// Waits until a non-blocking pipe has room.
  private borrowing func waitForRoom() throws(DOMException) {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    guard poll(&request, 1, 30_000) != 0 else { throw Self.error(name, "poll", ETIMEDOUT) }
  }

  /// Overwrites bytes that were written earlier.
  package borrowing func write(
    _ bytes: UnsafeRawBufferPointer, at offset: Int
  ) throws(DOMException) {
    var done = 0
    while let base = bytes.baseAddress, done < bytes.count {
      let written = pwrite(descriptor, base + done, bytes.count - done, offset + done)
      guard written >= 0 || errno == EINTR else { throw Self.error(name, "pwrite", errno) }
      done += max(0, written)
    }
  }

  /// Truncates the file to `byteCount` bytes, to drop an incomplete piece; the next write continues
  /// there.
  private borrowing func truncate(to byteCount: Int) throws(DOMException) {
    while ftruncate(descriptor, byteCount) != 0 {
      guard errno == EINTR else { throw Self.error(name, "ftruncate", errno) }
    }
    guard lseek(descriptor, byteCount, SEEK_SET) >= 0 else {
      throw Self.error(name, "lseek", errno)
    }
  }

  /// Asks the kernel to write the file's data to the disk; errors appear in the next write.
  package borrowing func sync() {
    fdatasync(descriptor)
  }

  /// Closes the file: the last chance for a network disk to report that it was full.
  package consuming func close() throws(DOMException) {
    Self.removeIfEmpty(newPath, descriptor)
    let result = Glibc.close(descriptor)
    descriptor = -1
    if result != 0 { throw Self.error(name, "close", errno) }
  }
}

extension iovec {
  /// A piece of bytes that are only read.
  init(_ bytes: UnsafeRawBufferPointer) {
    self.init(
      iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress), iov_len: bytes.count)
  }
}
