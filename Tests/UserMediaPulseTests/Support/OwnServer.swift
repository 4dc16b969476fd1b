import Foundation
import Glibc
import Testing
import UserMediaCore
import UserMediaPulse

/// A sound server that no other test uses, so that this one may change its defaults and move its
/// streams: a private PulseAudio or, under PipeWire, whose tests run one at a time, the tests'
/// shared server.
struct OwnServer {
  private let own: PrivateServer?
  let driver: PulseDriver

  /// - Parameter timeout: how long the driver waits for answers.
  init(timeout: Duration = .seconds(15)) async throws {
    own = SoundServer.isPipeWire ? nil : try await PrivateServer()
    driver = .quiet(server: own?.address, timeout: timeout, grace: .seconds(60))
  }

  /// Runs `pactl` against the server.
  /// - Returns: its output.
  @discardableResult
  func pactl(_ arguments: String...) async throws -> String { try await pactl(arguments) }

  private func pactl(_ arguments: [String]) async throws -> String {
    let result = try await tryPactl(arguments)
    try #require(result.status == 0, "pactl \(arguments): \(result.output)")
    return result.output
  }

  /// Runs `pactl` against the server, which may refuse.
  func tryPactl(_ arguments: [String]) async throws -> (status: Int32, output: String) {
    if let own { return try await own.tryPactl(arguments) }
    return try await ChildProcess.run(["pactl"] + arguments, environment: SoundServer.environment)
  }

  /// Loads a silent source that isn't a monitor.
  func addSource() async throws -> (source: String, module: String) {
    let source = "own-\(UUID().uuidString.prefix(8))"
    let arguments =
      SoundServer.isPipeWire
      ? ["module-null-sink", "media.class=Audio/Source/Virtual", "sink_name=\(source)"]
      : ["module-null-source", "source_name=\(source)"]
    let module = try await pactl(["load-module"] + arguments)
    try await driver.waitForSource(source)
    return (source, module)
  }

  /// Runs `body` with two sources, the first of which is the default. Neither is `sine`: PipeWire
  /// 0.3.65's audiotestsrc can fall silent for good after a stream was moved off it.
  func withTwoSources(
    _ body: (_ first: String, _ second: String) async throws -> Void
  ) async throws {
    let (first, second) = (try await addSource(), try await addSource())
    let result: Result<Void, any Error>
    do {
      try await whileDefault(first.source) { try await body(first.source, second.source) }
      result = .success(())
    } catch {
      result = .failure(error)
    }
    for source in [first, second] { _ = try await tryPactl(["unload-module", source.module]) }
    try result.get()
  }

  /// Runs `body` with a source as the initial default.
  func whileDefault(_ source: String, _ body: () async throws -> Void) async throws {
    try await setDefault(source)
    let result: Result<Void, any Error>
    do {
      result = .success(try await body())
    } catch {
      result = .failure(error)
    }
    try await setDefault("sine")
    try result.get()
  }

  /// Makes a source the default, and waits until the server reports that.
  func setDefault(_ source: String) async throws {
    try await pactl("set-default-source", source)
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline {
      if await driver.devices().contains(where: { $0.address == source && $0.isDefault }) { return }
      try await Task.sleep(for: .milliseconds(20))
    }
    Issue.record("\(source) does not become the default")
  }

  /// The process that serves clients.
  private var process: pid_t {
    get throws {
      if let own { return own.processIdentifier }
      let directory = try #require(SoundServer.environment["USERMEDIA_SOUND_SERVER_DIR"])
      let text = try String(contentsOfFile: "\(directory)/pid", encoding: .utf8)
      return try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    }
  }

  /// Runs `body` while the server is suspended.
  func whileFrozen(_ body: () async throws -> Void) async throws {
    let process = try process
    kill(process, SIGSTOP)
    defer { kill(process, SIGCONT) }
    try await body()
  }

  /// Moves each stream that records from one source to another, if the server allows it, once there
  /// is one.
  func moveRecorders(from source: String, to other: String) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    // PipeWire lists a stream a moment after it starts.
    var streams: [String] = []
    while streams.isEmpty, ContinuousClock.now < deadline {
      let number = try await table("sources").first { $0[1] == source }?[0]
      streams = try await table("source-outputs").filter { $0[1] == number }.map { $0[0] }
    }
    #expect(!streams.isEmpty, "nobody records from \(source)")
    for stream in streams { _ = try await tryPactl(["move-source-output", stream, other]) }
  }

  /// The output of `pactl list short`, line by line.
  private func table(_ what: String) async throws -> [[String]] {
    let lines = try await pactl("list", "short", what).split(separator: "\n")
    return lines.map { line in line.split(separator: "\t").map(String.init) }
  }
}
