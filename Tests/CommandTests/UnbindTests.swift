import FileTestSupport
import Foundation
import Testing
import UserMedia

/// The command while its camera is pulled out, at every moment from its start on: it never hangs, and
/// says what happened by an error's name.
///
/// The driver takes all of its cameras away at once, so each of them has a command, begun one after
/// another: a single unbind interrupts them all, at different moments.
@Suite(.enabled(if: Devices.hasCamera, "no camera"), .serialized)
struct UnbindTests {
  private static let driver = "/sys/bus/platform/drivers/vivid"
  /// Moments in the first four seconds.
  private static let moments = 200

  private func write(_ action: String) throws {
    try "vivid.0".write(
      toFile: "\(Self.driver)/\(action)", atomically: false, encoding: .utf8)
  }

  private var nodes: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "/sys/class/video4linux")) ?? [])
  }

  /// Starts a capture that a slow machine can run beside others.
  private func capture(deviceId: String, state: String) throws -> StartedCommand {
    let video =
      #"{"deviceId":{"exact":"\#(deviceId)"},"width":{"max":320},"frameRate":{"max":10}}"#
    return try StartedCommand(
      [
        "capture", "--devices", "system", "--constraints", #"{"video":\#(video)}"#, "--seconds",
        "1000",
      ], environment: ["XDG_STATE_HOME": state])
  }

  @Test(.timeLimit(.minutes(30)))
  func everyMomentEndsWithANamedError() async throws {
    let directory = try TemporaryDirectory()
    let before = nodes.count
    let devices = try Command(["devices", "--devices", "system", "--json"]).json["devices"]
    let cameras = try #require(devices).elements.filter { $0["kind"]?.text == "videoinput" }
      .compactMap { $0["deviceId"]?.text }
    try #require(!cameras.isEmpty)
    let rounds = (Self.moments + cameras.count - 1) / cameras.count
    let gap = Duration.seconds(4) / cameras.count
    var names: [String: Int] = [:]
    for round in 0..<rounds {
      var runs: [StartedCommand] = []
      for camera in cameras {
        if !runs.isEmpty { try await Task.sleep(for: gap) }
        runs.append(try capture(deviceId: camera, state: directory.path("state")))
      }
      try await Task.sleep(for: gap * round / rounds)
      try write("unbind")
      for (camera, run) in runs.enumerated() {
        // Within a minute, or this throws.
        let end = try await run.end()
        // Lines of the log come before it.
        let lines = end.errorOutput.split(separator: "\n")
        let name = lines.last?.prefix { $0 != ":" } ?? ""
        let circumstances = "round \(round), camera \(camera): \(end.errorOutput)"
        #expect(end.status == 2 && !end.isBySignal, "\(circumstances)")
        #expect(lines.count { $0.contains("Error: ") } == 1, "\(circumstances)")
        // OverconstrainedError: while the driver removes them, others are still there.
        #expect(
          ["NotFoundError", "NotReadableError", "AbortError", "OverconstrainedError"]
            .contains(String(name)), "\(circumstances)")
        names[String(name), default: 0] += 1
      }
      try write("bind")
      try await StartedCommand.wait { nodes.count >= before }
    }
    // Most are pulled out while they are captured.
    #expect(names["NotFoundError", default: 0] > Self.moments / 2, "\(names)")
  }
}
