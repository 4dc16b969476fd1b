import Glibc
import UserMediaCore

/// An open file and its only owner: closed with it.
struct OwnedFile: ~Copyable {
  /// The file's number.
  let number: Int32

  /// Takes over what a call gave that opens a file; throws when it gave none.
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
