import FileTestSupport
import Foundation
import Testing
import UserMedia

/// The command while its camera is pulled out, at every moment from its start on: it never hangs, and
/// says what happened by an error's name.
@Suite(.enabled(if: Devices.hasCamera, "no camera"), .serialized)
struct UnbindTests {
  private static let driver = "/sys/bus/platform/drivers/vivid"
  /// Moments in the first two seconds.
  private static let moments = 200

  private func write(_ action: String) throws {
    try "vivid.0".write(
      toFile: "\(Self.driver)/\(action)", atomically: false, encoding: .utf8)
  }

  private var cameras: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "/sys/class/video4linux")) ?? [])
  }

  @Test(.timeLimit(.minutes(60)))
  func everyMomentEndsWithANamedError() async throws {
    let directory = try TemporaryDirectory()
    let before = cameras.count
    var names: [String: Int] = [:]
    for moment in 0..<Self.moments {
      let run = try StartedCommand(
        [
          "capture", "--devices", "system", "--constraints", #"{"video":true}"#, "--seconds",
          "1000",
        ], environment: ["XDG_STATE_HOME": directory.path("state")])
      try await Task.sleep(for: .seconds(2) * moment / Self.moments)
      try write("unbind")
      // Within a minute, or this throws.
      let end = try await run.end()
      let name = end.errorOutput.prefix { $0 != ":" }
      #expect(end.status == 2 && !end.isBySignal, "\(moment): \(end.errorOutput)")
      #expect(
        ["NotFoundError", "NotReadableError", "AbortError"].contains(name),
        "\(moment): \(end.errorOutput)")
      names[String(name), default: 0] += 1
      try write("bind")
      try await StartedCommand.wait { cameras.count >= before }
    }
    // Most are pulled out while they are captured.
    #expect(names["NotFoundError", default: 0] > Self.moments / 2, "\(names)")
  }
}
