import Glibc
package import UserMediaCore

/// The sole owner of a regular file that is open for reading.
package final class InputFile: Sendable {
  /// The file's path.
  package let path: String
  private let descriptor: Int32

  /// Opens a file.
  /// - Throws: ``CaptureError`` if it does not exist, may not be read, or is not a regular file.
  package init(path: String) throws(CaptureError) {
    // Without O_NONBLOCK, opening a named pipe would block until it has a writer.
    let descriptor = aboveStandardStreams(open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK))
    guard descriptor >= 0 else {
      throw CaptureError(device: path, "cannot open the file", call: "open", errno: errno)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw CaptureError(.unsupported, device: path, "is not a regular file")
    }
    self.path = path
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }

  /// Reads from `offset` until `target` is full or the file ends; returns the number of bytes.
  package func read(
    at offset: Int, into target: UnsafeMutableRawBufferPointer
  ) throws(CaptureError) -> Int {
    var done = 0
    while let base = target.baseAddress, done < target.count {
      let count = pread(descriptor, base + done, target.count - done, offset + done)
      if count == 0 { break }
      guard count > 0 || errno == EINTR else {
        throw CaptureError(device: path, "cannot read the file", call: "pread", errno: errno)
      }
      done += max(0, count)
    }
    return done
  }

  /// Up to `count` bytes from `offset`; fewer at the end of the file.
  package func bytes(at offset: Int, _ count: Int) throws(CaptureError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let length = bytes.withUnsafeMutableBytes { bytes in
      Result { () throws(CaptureError) in try read(at: offset, into: bytes) }
    }
    return Array(bytes[..<(try length.get())])
  }

  /// The file's current length.
  package func byteCount() throws(CaptureError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw CaptureError(device: path, "cannot read the file", call: "fstat", errno: errno)
    }
    return Int(status.st_size)
  }

  /// An error about the file's contents.
  package func invalid(_ what: String) -> CaptureError {
    CaptureError(.unsupported, device: path, what)
  }
}
