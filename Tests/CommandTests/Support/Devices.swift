import Foundation

/// The devices that a suite needs. Where `USERMEDIA_REQUIRE_DEVICES` is set, suites run whether
/// they are there or not, so that a missing one fails.
enum Devices {
  static let isRequired =
    ProcessInfo.processInfo.environment["USERMEDIA_REQUIRE_DEVICES"] != nil
  static let hasCamera = isRequired || FileManager.default.fileExists(atPath: "/dev/video0")
  static let hasSoundServer =
    isRequired || ProcessInfo.processInfo.environment["PULSE_SERVER"] != nil
  /// The node of a device of v4l2loopback, such as `/dev/video2`.
  static var loopback: String? {
    (0..<64).first { number in
      let name = try? String(
        contentsOfFile: "/sys/class/video4linux/video\(number)/name", encoding: .utf8)
      return name?.hasPrefix("Dummy video device") == true
    }.map { "/dev/video\($0)" }
  }
  static let hasLoopback =
    loopback != nil || ProcessInfo.processInfo.environment["USERMEDIA_REQUIRE_LOOPBACK"] != nil
}
