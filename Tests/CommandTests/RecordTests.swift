import FileTestSupport
import Foundation
import Testing

#if Recording
/// `usermedia record` with synthetic devices.
@Suite struct RecordTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func arguments(_ path: String, _ more: [String] = []) -> [String] {
    ["record", path, "--devices", "synthetic", "--size", "320x180"] + more
  }

  @Test(arguments: ["talk.webm", "talk.mkv", "talk.mp4"]) func aFileIsRecorded(name: String) throws
  {
    let path = directory.path(name)
    let command = try Command(
      arguments(path, ["--seconds", "2", "--codec", "vp9", "--bitrate", "300k"]))
    #expect(command.status == 0, "\(command.errorOutput)")
    let line = String(decoding: command.output, as: UTF8.self)
    #expect(line.contains(" s, ") && line.contains("dropped") && line.contains("codecs=vp9,opus"))
    let probe = try Probe(path)
    #expect(probe.streams.map(\.codecName).sorted() == ["opus", "vp9"])
    #expect(probe.streams.contains { $0.width == 320 && $0.height == 180 })
    #expect(try #require(probe.duration) > 1)
    try Tool.decode(path)
  }

  @Test(arguments: [("sound.mka", "opus"), ("sound.m4a", "opus"), ("sound.wav", "pcm_s16le")])
  func audioAloneIsRecorded(name: String, codec: String) throws {
    let path = directory.path(name)
    let command = try Command(
      ["record", path, "--devices", "synthetic", "--seconds", "1.5"])
    #expect(command.status == 0, "\(command.errorOutput)")
    #expect(try Probe(path).streams.map(\.codecName) == [codec])
    try Tool.decode(path)
  }

  @Test func aCameraIsChosenByName() throws {
    let missing = try Command(arguments(directory.path("a.webm"), ["--camera", "nowhere"]))
    #expect(missing.status == 2)
    #expect(missing.errorOutput.hasPrefix("NotFoundError: --camera nowhere: no match among "))
    let command = try Command(
      arguments(directory.path("a.webm"), ["--camera", "back", "--seconds", "0.5"]))
    #expect(command.status == 0, "\(command.errorOutput)")
  }

  @Test func aStreamIsWrittenToAPipe() throws {
    let command = try Command(arguments("-", ["--seconds", "2"]))
    #expect(command.status == 0 && command.errorOutput.contains("codecs=vp8,opus"))
    let path = try directory.write(Array(command.output), "piped.webm")
    try Tool.decode(path)
    #expect(try Probe(path).duration == nil)
  }

  @Test func controlCCompletesTheFile() async throws {
    let path = directory.path("interrupted.webm")
    let command = try StartedCommand(arguments(path))
    try await StartedCommand.wait { directory.size("interrupted.webm") > 5000 }
    command.send(SIGINT)
    let end = try await command.end()
    #expect(end.status == 0 && !end.isBySignal, "\(end.errorOutput)")
    try Tool.decode(path)
    #expect(try #require(try Probe(path).duration) > 0.5)
  }

  @Test func aKilledRecordingPlays() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<20 {
        group.addTask {
          let name = "killed\(index).webm"
          let command = try StartedCommand(
            arguments(directory.path(name), ["--bitrate", "200k"]))
          // The first cluster with pictures.
          try await StartedCommand.wait { directory.size(name) > 3000 }
          try await Task.sleep(for: .milliseconds(Int.random(in: 0...2000)))
          command.send(SIGKILL)
          _ = try await command.end()
          try Tool.decode(directory.path(name))
          #expect(try !Probe(directory.path(name)).times("video").isEmpty)
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func aFullDiskIsReported() throws {
    let command = try Command(
      shell: "ulimit -f 40;", arguments(directory.path("full.webm"), ["--seconds", "60"]))
    #expect(command.status == 2)
    #expect(command.errorOutput.hasPrefix("QuotaExceededError: "))
    #expect(command.errorOutput.split(separator: "\n").count == 1)
    let path = directory.path("full.webm")
    try Tool.decode(path)
    // Complete, but for an index.
    #expect(try #require(try Probe(path).duration) > 0.5)
  }

  @Test(arguments: [
    ["record", "talk.mp3"], ["record", ""], ["record"], ["record", "talk.webm", "--seconds", "0"],
    ["record", "talk.webm", "--size", "320"], ["record", "talk.webm", "--bitrate", "fast"],
    ["record", "talk.webm", "--codec", "vp7"], ["record", "talk.mka", "--codec", "vp8"],
    ["record", "talk.webm", "--codec", "h264"], ["record", "talk.mp4", "--codec", "vp8"],
    ["record", "talk.webm", "--size", "320x180", "--constraints", "{}"],
  ]) func wrongUsageIsReported(arguments: [String]) throws {
    let command = try Command(arguments)
    #expect(command.status == 64)
    #expect(!FileManager.default.fileExists(atPath: "talk.webm"))
  }
}
#else
/// `usermedia record` in a build without the trait `Recording`.
@Suite struct RecordTests {
  @Test func theErrorNamesTheTrait() throws {
    let command = try Command(["record", "talk.webm", "--devices", "synthetic"])
    #expect(command.status == 2)
    #expect(command.errorOutput.hasPrefix("NotSupportedError: "))
    #expect(command.errorOutput.contains("trait \"Recording\""))
  }
}
#endif
