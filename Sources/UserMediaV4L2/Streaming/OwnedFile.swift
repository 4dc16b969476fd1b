import Glibc
import UserMediaCore

/// Owns a file descriptor, and closes it.
struct OwnedFile: ~Copyable {
  /// The descriptor.
  let number: Int32

  /// Takes over the descriptor that a call returned; throws if the call failed.
  init(_ call: String, _ number: Int32) throws(CaptureError) {
    guard number >= 0 else {
      throw CaptureError(device: "V4L2", "cannot wait for frames", call: call, errno: errno)
    }
    self.number = aboveStandardStreams(number)
  }

  deinit {
    close(number)
  }
}
