import Foundation

/// The devices that suites need. With `USERMEDIA_REQUIRE_DEVICES`, suites run even without their
/// device, so that a missing one makes them fail.
enum Devices {
  static let isRequired =
    ProcessInfo.processInfo.environment["USERMEDIA_REQUIRE_DEVICES"] != nil
  static let hasCamera = isRequired || FileManager.default.fileExists(atPath: "/dev/video0")
  static let hasSoundServer =
    isRequired || ProcessInfo.processInfo.environment["PULSE_SERVER"] != nil
  /// The node of a v4l2loopback device, such as `/dev/video2`.
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
