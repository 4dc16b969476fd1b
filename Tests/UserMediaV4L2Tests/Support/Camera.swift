import Glibc
import Testing
import UserMediaCore
import UserMediaV4L2

/// The test machine's cameras, and helpers for using one.
enum Camera {
  /// Whether camera tests run: if there is a camera, or if a missing one must fail them.
  static var isExpected: Bool {
    getenv("USERMEDIA_REQUIRE_DEVICES") != nil || access("/dev/video0", F_OK) == 0
  }

  /// One driver for all tests, so that each camera is queried once.
  static let driver = V4L2Driver()

  /// vivid's smallest size, at the rate with the shortest waits.
  static let fast = VideoConfiguration(
    pixelFormat: .yuyv, width: 320, height: 180, frameRate: FrameRate(60))

  /// The first camera; fails the test when there is none.
  static func first() async throws -> DeviceDescription {
    try #require(await driver.devices().first { !$0.videoModes.isEmpty })
  }

  /// Opens the first camera for `sink`, starts it, and closes it after `body`.
  @discardableResult
  static func capture<Result>(
    _ configuration: VideoConfiguration = fast, into sink: RecordingSink,
    _ body: (any CameraSession) async throws -> Result
  ) async throws -> Result {
    let session = try await driver.openCamera(first(), sink: sink)
    do {
      _ = try await session.start(configuration)
      let result = try await body(session)
      await session.close()
      return result
    } catch {
      await session.close()
      throw error
    }
  }

  /// Sets one of the virtual camera's own controls, which inject faults.
  static func set(_ control: String, _ value: Int = 1) async throws {
    let camera = try await first().address
    let status = system("v4l2-ctl -d \(camera) -c \(control)=\(value)")
    try #require(status == 0, "v4l2-ctl cannot set \(control)")
  }
}
