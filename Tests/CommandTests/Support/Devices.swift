import Foundation

/// The devices that a suite needs. Where `USERMEDIA_REQUIRE_DEVICES` is set, suites run whether
/// they are there or not, so that a missing one fails.
enum Devices {
  static let isRequired =
    ProcessInfo.processInfo.environment["USERMEDIA_REQUIRE_DEVICES"] != nil
  static let hasCamera = isRequired || FileManager.default.fileExists(atPath: "/dev/video0")
  static let hasSoundServer =
    isRequired || ProcessInfo.processInfo.environment["PULSE_SERVER"] != nil
}
