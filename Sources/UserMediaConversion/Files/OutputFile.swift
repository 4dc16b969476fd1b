import Glibc
package import UserMediaCore

/// A file that is being written, or standard output: the descriptor and its only owner.
///
/// A failed write throws a ``DOMException`` with the call and its error number; see
/// ``DOMException/init(file:_:call:errno:)``. A file that is made here and stays empty is removed
/// again.
package struct OutputFile: ~Copyable {
  /// The file's name for a person.
  package let name: String
  /// Below zero once the file is closed.
  private var descriptor: Int32
  /// Whether what was written can be written over: a regular file, not a pipe.
  package let isRegular: Bool
  /// Whether the whole file is this one's, and not only what is written to it.
  private let isOwn: Bool
  /// The file's path, if it was not there before.
  private let newPath: String?
  /// Why something was written in part and could not be cut off.
  private var failure: DOMException?

  /// Creates the file, or opens one that is there and leaves its contents until ``empty()``; `-` is
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
    // Also a link that leads nowhere is there, and made to lead somewhere.
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
    // Bytes that stand before ours in a file that was handed in are not ours to write over.
    isRegular =
      fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && lseek(descriptor, 0, SEEK_CUR) == 0 && fcntl(descriptor, F_GETFL) & O_APPEND == 0
  }

  deinit {
    guard descriptor >= 0 else { return }
    Self.removeIfEmpty(newPath, descriptor)
    Glibc.close(descriptor)
  }

  /// Removes a new file that nothing was written to, if it is still the one of that name.
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

  /// Empties a file that was there before.
  package borrowing func empty() throws(DOMException) {
    if isOwn && isRegular { try truncate(to: 0) }
  }

  /// Writes all of `pieces` behind the first `end` bytes, or none of them: what was written of them
  /// is cut off again where that can be. Where it cannot, as in a pipe, every later call fails too.
  /// Uses the pieces up.
  mutating func append(
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

  /// Writes all of `pieces`, one after another; uses them up.
  private borrowing func write(
    _ pieces: UnsafeMutableBufferPointer<iovec>
  ) throws(DOMException) {
    var rest = pieces[...]
    while !rest.isEmpty {
      // The kernel takes 1024 pieces at a time (limits.h, IOV_MAX).
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

  /// Takes what was written off the pieces that remain.
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

  /// Waits until a pipe that does not block has room.
  private borrowing func waitForRoom() throws(DOMException) {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    guard poll(&request, 1, 30_000) != 0 else { throw Self.error(name, "poll", ETIMEDOUT) }
  }

  /// Writes over bytes that were written before.
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

  /// Cuts the file off after `byteCount` bytes, to drop a piece that was not written whole; what is
  /// written next stands there.
  private borrowing func truncate(to byteCount: Int) throws(DOMException) {
    while ftruncate(descriptor, byteCount) != 0 {
      guard errno == EINTR else { throw Self.error(name, "ftruncate", errno) }
    }
    guard lseek(descriptor, byteCount, SEEK_SET) >= 0 else {
      throw Self.error(name, "lseek", errno)
    }
  }

  /// Closes the file; the last moment at which a network disk says that it was full.
  package consuming func close() throws(DOMException) {
    Self.removeIfEmpty(newPath, descriptor)
    let result = Glibc.close(descriptor)
    descriptor = -1
    if result != 0 { throw Self.error(name, "close", errno) }
  }
}

extension iovec {
  /// Bytes that are only read.
  init(_ bytes: UnsafeRawBufferPointer) {
    self.init(
      iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress), iov_len: bytes.count)
  }
}
