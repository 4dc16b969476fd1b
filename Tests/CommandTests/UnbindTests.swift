import FileTestSupport
import Foundation
import Testing
import UserMedia

/// The command while its camera is unplugged, at every moment from its start: it never hangs, and
/// names the error.
///
/// The driver removes all its cameras at once, so each has a command, started one after another: a
/// single unbind interrupts them all, at different moments.
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

  /// Starts a capture that a slow machine can run alongside others.
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
  func unbindingAtAnyMomentEndsWithANamedError() async throws {
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
        // Throws after a minute.
        let end = try await run.end()
        // Log lines may precede it.
        let lines = end.errorOutput.split(separator: "\n")
        let name = lines.last?.prefix { $0 != ":" } ?? ""
        let circumstances = "round \(round), camera \(camera): \(end.errorOutput)"
        #expect(end.status == 2 && !end.isBySignal, "\(circumstances)")
        #expect(lines.count { $0.contains("Error: ") } == 1, "\(circumstances)")
        // OverconstrainedError: while the driver removes them, others still exist.
        #expect(
          ["NotFoundError", "NotReadableError", "AbortError", "OverconstrainedError"]
            .contains(String(name)), "\(circumstances)")
        names[String(name), default: 0] += 1
      }
      try write("bind")
      try await StartedCommand.wait { nodes.count >= before }
    }
    // Most are unplugged during capture.
    #expect(names["NotFoundError", default: 0] > Self.moments / 2, "\(names)")
  }
}
