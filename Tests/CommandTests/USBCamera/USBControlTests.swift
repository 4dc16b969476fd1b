import Foundation
import Testing
import UserMedia

extension USBCameraTests {
  /// A webcam keeps its settings after the program that made them, so they must be restored.
  @Suite struct Controls {
    private let camera = USBCameraTests.first

    private static let constraint =
      #"{"video":{"brightness":-20,"zoom":250,"exposureMode":"manual","exposureTime":50}}"#
    private static let names = ["brightness", "zoom", "exposure_mode", "exposure_time"]

    private func values() throws -> [Double?] { try Self.names.map { try camera.control($0) } }

    /// Runs a capture that changes the controls; once it has, ends it with a signal.
    private func capture(endedBy signal: Int32) async throws {
      let process = Process()
      process.executableURL = Command.program
      process.arguments = [
        "capture", "--devices", "system", "--seconds", "600", "--constraints", Self.constraint,
      ]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      try await camera.wait(for: "frames with other controls") {
        $0["controls"]?["brightness"] == -20 && $0["controls"]?["exposure_time"] == 50
          && $0["frames"]?.double ?? 0 > 0
      }
      try #require(process.isRunning)
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
    }

    private func plugged() async throws -> [Double?] {
      try USBCameraTests.second.tell("unplug")
      try await camera.plug()
      return try values()
    }

    @Test func closingRestoresControls() async throws {
      let found = try await plugged()
      #expect(found == [0, 100, 8, 100])
      let run = try Command([
        "capture", "--devices", "system", "--frames", "3", "--json", "--constraints",
        Self.constraint,
      ])
      #expect(run.status == 0, "\(run.errorOutput)")
      let settings = try run.json["tracks"]?.elements.first?["settings"]
      #expect(settings?["brightness"] == -20)
      #expect(settings?["exposureMode"] == "manual")
      #expect(settings?["exposureTime"] == 50)
      #expect(try values() == found)
      #expect(try camera.tell("state")["set"]?.elements.contains("zoom") == true)
    }

    @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
    func aSignalRestoresControls(signal: Int32) async throws {
      let found = try await plugged()
      try await capture(endedBy: signal)
      let left = try values()
      #expect(left == found)
    }

    /// A killed program can't restore anything; the next one does.
    @Test func afterAKillTheNextProgramRestoresControls() async throws {
      let found = try await plugged()
      try await capture(endedBy: SIGKILL)
      #expect(try camera.control("brightness") == -20)
      let run = try Command(["devices", "--devices", "system"])
      #expect(run.status == 0, "\(run.errorOutput)")
      let left = try values()
      #expect(left == found)
    }
  }
}
