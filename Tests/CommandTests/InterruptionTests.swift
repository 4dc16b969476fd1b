import FileTestSupport
import Foundation
import Glibc
import Testing
import UserMedia

/// Signals that end the command, and closed standard streams.
@Suite(.timeLimit(.minutes(5))) struct InterruptionTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func size(_ path: String) -> Int {
    (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
  }

  /// Whether a thread of a process is in openat(2), number 257.
  private func waitsInOpen(_ process: pid_t) -> Bool {
    let tasks = "/proc/\(process)/task"
    return ((try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []).contains { task in
      let call = try? String(contentsOfFile: "\(tasks)/\(task)/syscall", encoding: .utf8)
      return call?.hasPrefix("257 ") ?? false
    }
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func filesAreFinished(signal: Int32) async throws {
    let (video, sound) = (directory.path("v.y4m"), directory.path("s.wav"))
    let run = try StartedCommand([
      "capture", "--devices", "synthetic", "--video", video, "--sound", sound, "--seconds", "1000",
    ])
    try await StartedCommand.wait { size(video) > 100_000 && size(sound) > 20_000 }
    run.send(signal)
    let end = try await run.end()
    #expect(end.status == 0 && !end.isBySignal, "\(end.errorOutput)")
    let header = try Data(contentsOf: URL(filePath: sound)).prefix(44)
    // RIFF gives the number of bytes after the first eight.
    let declared = header[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    #expect(declared == size(sound) - 8)
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP], ["--photo", "--sound", "--video"])
  func signalsInterruptOpeningAPipe(signal: Int32, output: String) async throws {
    let (pipe, other) = (directory.path("pipe"), directory.path("other"))
    #expect(mkfifo(pipe, 0o600) == 0)
    // A file that is finished before a photo shows that the photo is next.
    let beside = output == "--photo" ? ["--video", other, "--frames", "2"] : []
    let run = try StartedCommand(
      ["capture", "--devices", "synthetic", output, pipe] + beside)
    if output == "--photo" {
      try await StartedCommand.wait { size(other) > 100_000 }
    } else {
      // It is waiting in open(2) for the pipe.
      try await StartedCommand.wait { waitsInOpen(run.process) }
    }
    run.send(signal)
    let end = try await run.end()
    #expect(!end.isBySignal && end.status == 128 + signal)
  }

  @Test func aSecondSignalDoesNotWait() async throws {
    let (pipe, other) = (directory.path("pipe"), directory.path("other"))
    #expect(mkfifo(pipe, 0o600) == 0)
    let run = try StartedCommand([
      "capture", "--devices", "synthetic", "--photo", pipe, "--video", other, "--frames", "2",
    ])
    try await StartedCommand.wait { size(other) > 100_000 }
    run.send(SIGINT)
    run.send(SIGTERM)
    let end = try await run.end()
    #expect([128 + SIGINT, 128 + SIGTERM].contains(end.status) || end.isBySignal)
  }

  @Test func ignoredHangupsStayIgnored() async throws {
    let video = directory.path("v.y4m")
    let run = try StartedCommand(
      ["capture", "--devices", "synthetic", "--video", video, "--seconds", "1000"],
      script: #"trap "" HUP; exec "$0" "$@""#)
    try await StartedCommand.wait { size(video) > 100_000 }
    run.send(SIGHUP)
    let before = size(video)
    try await StartedCommand.wait { size(video) > before + 500_000 }
    #expect(run.isRunning)
    run.send(SIGTERM)
    #expect(try await run.end().status == 0)
  }

  @Test(arguments: ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", "<&- 2>&-"])
  func closedStreamsAreNotReused(closed: String) async throws {
    let (video, sound) = (directory.path("v.y4m"), directory.path("s.wav"))
    let run = try StartedCommand(
      [
        "capture", "--devices", "synthetic", "--video", video, "--sound", sound, "--seconds",
        "1000",
      ], script: #"exec "$0" "$@" "# + closed)
    try await StartedCommand.wait { size(video) > 100_000 && size(sound) > 20_000 }
    for number in 0...2 {
      let file = try FileManager.default.destinationOfSymbolicLink(
        atPath: "/proc/\(run.process)/fd/\(number)")
      #expect(file == "/dev/null" || file.hasPrefix("pipe:"), "\(number): \(file)")
    }
    run.send(SIGINT)
    _ = try await run.end()
    #expect(try Data(contentsOf: URL(filePath: video)).starts(with: Array("YUV4MPEG2 ".utf8)))
    #expect(try Data(contentsOf: URL(filePath: sound)).starts(with: Array("RIFF".utf8)))
  }

  @Test func unwritableOutputIsReported() async throws {
    let run = try StartedCommand(
      ["devices", "--devices", "synthetic"], script: #"exec "$0" "$@" >&-"#)
    let end = try await run.end()
    #expect(end.status == 2)
    #expect(end.errorOutput.contains("standard output cannot be written"), "\(end.errorOutput)")
  }
}
