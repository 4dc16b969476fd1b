import FileTestSupport
import Foundation
import Testing
import UserMedia

/// Sound servers that don't answer, or don't exist.
@Suite struct SilentServerTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// Runs the command with a socket that never answers as the only sound server.
  private func withSilentServer(
    _ body: (_ environment: [String: String]) throws -> Void
  ) throws {
    let socket = try SilentSocket()
    try body(["PULSE_SERVER": socket.address])
    withExtendedLifetime(socket) {}
  }

  @Test(arguments: ["auto", "system"])
  func aServerThatDoesNotAnswerIsNotReadable(devices: String) throws {
    try withSilentServer { environment in
      let run = try Command(
        ["capture", "--devices", devices, "--constraints", #"{"audio":true}"#, "--json"],
        environment: environment)
      #expect(run.status == 2)
      #expect(run.errorOutput.contains("NotReadableError: "), "\(run.errorOutput)")
      #expect(run.errorOutput.contains("pa_context_connect: Timeout"), "\(run.errorOutput)")
      #expect(run.output.isEmpty)
    }
  }

  @Test(arguments: ["auto", "system"])
  func devicesThatCannotBeListedAreAnErrorAndTheOthersAreListed(devices: String) throws {
    try withSilentServer { environment in
      let run = try Command(
        ["devices", "--devices", devices, "--json"], environment: environment)
      #expect(run.status == 2)
      #expect(run.errorOutput.contains("NotReadableError: "), "\(run.errorOutput)")
      #expect(run.errorOutput.contains("pa_context_connect: Timeout"), "\(run.errorOutput)")
      let kinds = try run.json["devices"]?.elements.compactMap { $0["kind"]?.text }
      #expect(kinds?.contains("audioinput") == false)
      // A synthetic camera, if there is no real one.
      #expect(devices == "system" || kinds?.contains("videoinput") == true)
      let text = try Command(["devices", "--devices", devices], environment: environment)
      #expect(text.status == 2 && text.errorOutput.contains("NotReadableError: "))
    }
  }

  @Test(arguments: ["unix:/nonexistent/native", "tcp:127.0.0.1:1", "nonsense:::"])
  func aNamedServerThatIsNotThereIsNotReadable(address: String) throws {
    let run = try Command(
      ["capture", "--devices", "auto", "--constraints", #"{"audio":true}"#],
      environment: ["PULSE_SERVER": address])
    #expect(run.status == 2)
    #expect(run.errorOutput.contains("NotReadableError: "), "\(run.errorOutput)")
  }

  @Test func aPhotoAloneNeedsNoMicrophone() throws {
    try withSilentServer { environment in
      let run = try Command(
        ["capture", "--devices", "auto", "--photo", directory.path("p.jpg"), "--frames", "2"],
        environment: environment)
      #expect(run.status == 0, "\(run.errorOutput)")
      #expect(FileManager.default.fileExists(atPath: directory.path("p.jpg")))
    }
  }

  @Test func filesDecideWhatIsAskedFor() throws {
    for (arguments, kinds) in [
      (["--photo", directory.path("p.jpg")], ["video"]),
      (["--video", directory.path("v.y4m")], ["video"]),
      (["--sound", directory.path("s.wav")], ["audio"]),
      (
        ["--sound", directory.path("s.wav"), "--photo", directory.path("p.jpg")],
        ["audio", "video"]
      ),
      ([], ["audio", "video"]),
    ] {
      let run = try Command(
        ["capture", "--devices", "synthetic", "--seconds", "0.1", "--json"] + arguments)
      #expect(run.status == 0, "\(run.errorOutput)")
      let tracks = try run.json["tracks"]?.elements.compactMap { $0["kind"]?.text }
      #expect(tracks == kinds)
    }
  }

  @Test func aStandInIsSaid() throws {
    // No sound server is configured here, and none has a socket.
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["-u", "PULSE_SERVER", "-u", "PULSE_RUNTIME_PATH", "-u", "XDG_RUNTIME_DIR"]
      + ["HOME=" + directory.path("home"), try #require(Command.program).path]
      + ["capture", "--devices", "auto", "--constraints", #"{"audio":true}"#]
      + ["--seconds", "0.1", "--json"]
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let text = String(
      decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(text)")
    #expect(text.contains("There is no microphone: using a synthetic microphone.\n"), "\(text)")
  }
}
