import FileTestSupport
import Foundation
import Glibc
import Testing
import UserMedia

extension CameraCaptureTests {
  /// What a terminated program leaves on a camera.
  @Suite struct Signals {
    private let directory: TemporaryDirectory
    private var state: [String: String] { ["XDG_STATE_HOME": directory.path("state")] }

    init() throws {
      directory = try TemporaryDirectory()
    }

    private func brightness(_ address: String) throws -> String {
      let (question, answer) = (Process(), Pipe())
      question.executableURL = URL(filePath: "/usr/bin/v4l2-ctl")
      question.arguments = ["-d", address, "-C", "brightness"]
      question.standardOutput = answer
      try question.run()
      defer { question.waitUntilExit() }
      return String(
        decoding: try answer.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    }

    private var journals: [String] {
      let path = directory.path("state/usermedia/controls")
      return (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    }

    private func address() throws -> String {
      let devices = try Command(["devices", "--devices", "system", "--json"], environment: state)
      let camera = try devices.json["devices"]?.elements.first { $0["kind"]?.text == "videoinput" }
      return try #require(camera?["address"]?.text)
    }

    /// Starts a capture with another brightness; returns once it writes frames. Before that, a
    /// signal would end the command with a different status.
    private func start(_ address: String) async throws -> StartedCommand {
      let run = try StartedCommand(
        [
          "capture", "--devices", "system", "--constraints",
          #"{"video":{"brightness":40,"width":320,"height":180}}"#, "--seconds", "1000",
          "--video", directory.path("v.y4m"),
        ], environment: state)
      try await StartedCommand.wait { directory.size("v.y4m") > 320 * 180 }
      #expect(try brightness(address) == "brightness: 40\n")
      return run
    }

    @Test(.timeLimit(.minutes(5)), arguments: [SIGINT, SIGTERM, SIGHUP])
    func controlsAreRestoredAfterASignal(signal: Int32) async throws {
      let address = try address()
      let run = try await start(address)
      #expect(journals.count == 1)
      run.send(signal)
      let end = try await run.end()
      #expect(end.status == 0 && !end.isBySignal, "\(end.errorOutput)")
      #expect(try brightness(address) == "brightness: 128\n")
      #expect(journals == [])
    }

    @Test(.timeLimit(.minutes(5)))
    func theNextProgramRestoresControlsOfAKilledOne() async throws {
      let address = try address()
      let run = try await start(address)
      // A running program isn't affected.
      _ = try Command(["devices", "--devices", "system"], environment: state)
      #expect(try brightness(address) == "brightness: 40\n")
      run.send(SIGKILL)
      #expect(try await run.end().isBySignal)
      #expect(try brightness(address) == "brightness: 40\n")
      let next = try Command(["devices", "--devices", "system"], environment: state)
      #expect(next.status == 0)
      #expect(try brightness(address) == "brightness: 128\n")
      #expect(journals == [])
    }

    @Test(.timeLimit(.minutes(5)))
    func laterChangesByTheUserStay() async throws {
      let address = try address()
      let run = try await start(address)
      run.send(SIGKILL)
      _ = try await run.end()
      let set = try Process.run(
        URL(filePath: "/usr/bin/v4l2-ctl"), arguments: ["-d", address, "-c", "brightness=77"])
      set.waitUntilExit()
      _ = try Command(["devices", "--devices", "system"], environment: state)
      #expect(try brightness(address) == "brightness: 77\n")
      #expect(journals == [])
      let reset = try Process.run(
        URL(filePath: "/usr/bin/v4l2-ctl"), arguments: ["-d", address, "-c", "brightness=128"])
      reset.waitUntilExit()
    }

    @Test(.timeLimit(.minutes(5)))
    func interlacedInputIsReported() throws {
      let address = try address()
      func select(_ input: Int) throws {
        let run = try Process.run(
          URL(filePath: "/usr/bin/v4l2-ctl"), arguments: ["-d", address, "-i", "\(input)"])
        run.waitUntilExit()
      }
      let request = ["explain", "--devices", "system", "--constraints", #"{"video":true}"#]
      try select(1)
      let interlaced = try Command(request, environment: state)
      try select(0)
      #expect(interlaced.text.contains("warning: its pictures are interlaced"))
      let whole = try Command(request, environment: state)
      #expect(!whole.text.contains("interlaced"))
    }
  }
}
