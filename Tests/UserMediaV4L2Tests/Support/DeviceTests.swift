import Glibc
import Testing
import UserMediaCore
import UserMediaV4L2

/// Everything that needs a camera; one test after another, because a camera serves one at a time.
@Suite(.serialized, .enabled(if: Cameras.areExpected), .timeLimit(.minutes(1)))
struct DeviceTests {}

/// The cameras of the machine that runs the tests.
enum Cameras {
  /// Whether tests of cameras run: when there is one, or when a missing one is to fail.
  static var areExpected: Bool {
    getenv("USERMEDIA_REQUIRE_DEVICES") != nil || access("/dev/video0", F_OK) == 0
  }
}
