import Glibc
import UserMediaConversion
package import UserMediaCore

/// Where a muxer writes.
package protocol ContainerOutput: AnyObject, Sendable {
  /// Whether ``patch(_:at:)`` is possible: false for a pipe, and for data already handed out.
  var canPatch: Bool { get }

  /// Writes all of `bytes`, or nothing, at the end.
  func append(_ bytes: UnsafeRawBufferPointer) throws(DOMException)

  /// Overwrites bytes that were written before.
  func patch(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(DOMException)

  /// Closes the output.
  func close() throws(DOMException)
}

/// A file, or a pipe.
///
/// Unchecked, because only the thread that writes the recording uses it.
package final class FileOutput: ContainerOutput, @unchecked Sendable {
  private var file: OutputFile?
  private var byteCount = 0
  private var lastSync: Int64 = 0

  package let canPatch: Bool

  /// Opens or creates the file; an existing one keeps its contents until the first write. `-` is
  /// standard output.
  package init(path: String) throws(DOMException) {
    let file = try OutputFile(path: path)
    canPatch = file.isRegular
    self.file = consume file
  }

  package func append(_ bytes: UnsafeRawBufferPointer) throws(DOMException) {
    if byteCount == 0 { try file?.empty() }
    var piece = iovec()
    piece.iov_base = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
    piece.iov_len = bytes.count
    let end = byteCount
    let failure = withUnsafeMutablePointer(to: &piece) { piece -> DOMException? in
      do throws(DOMException) {
        try file?.append(UnsafeMutableBufferPointer(start: piece, count: 1), after: end)
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
    byteCount += bytes.count
    // What is not on the disk is lost with the power; a file system may wait half a minute.
    if canPatch, MonotonicClock.now - lastSync > 1_000_000 {
      lastSync = MonotonicClock.now
      file?.sync()
    }
  }

  package func patch(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(DOMException) {
    try file?.write(bytes, at: offset)
  }

  package func close() throws(DOMException) {
    guard let file = file.take() else { return }
    try file.close()
  }
}

/// Memory that the recorder hands out piece by piece.
///
/// Unchecked, because only the thread that writes the recording uses it.
package final class MemoryOutput: ContainerOutput, @unchecked Sendable {
  /// What was not handed out.
  private var bytes: [UInt8] = []
  private var handedOut = 0

  /// Creates an empty output.
  package init() {}

  /// Everything is still here, so lengths can be written into it.
  package var canPatch: Bool { handedOut == 0 }

  /// The number of bytes that were not handed out.
  package var byteCount: Int { bytes.count }

  package func append(_ new: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: new)
  }

  package func patch(_ new: UnsafeRawBufferPointer, at offset: Int) {
    bytes.replaceSubrange(offset..<offset + new.count, with: new)
  }

  package func close() {}

  /// Hands out what was written since the last call.
  package func take() -> [UInt8] {
    handedOut += bytes.count
    defer { bytes = [] }
    return bytes
  }
}
