import Testing
import UserMediaCore
import UserMediaPulse

/// Processed sound when the device is suspended, or the loudspeaker removed.
@Suite(.enabled(if: SoundServer.isInstalled, "pulseaudio is not installed"))
struct ProcessorLossTests {
  private let server: PrivateServer
  private let sink = RecordingSink()

  init() async throws {
    server = try await PrivateServer()
    try await server.pactl("load-module", "module-null-sink", "sink_name=mic")
  }

  /// Records `mic.monitor` with its echo cancelled, and waits for sound.
  private func record() async throws -> any MicrophoneSession {
    var configuration = AudioConfiguration.test
    configuration.processing = AudioProcessing(echoCancellation: true)
    // A server that is late by twice the timeout, as on a busy machine, would mute as well.
    let driver = PulseDriver.quiet(
      server: server.address, timeout: .seconds(30), grace: .seconds(30))
    let session = try await driver.record("mic.monitor", configuration, to: sink)
    try await sink.wait { $0.frames > 0 }
    return session
  }

  private func modules() async throws -> [Substring] {
    try await server.pactl("list", "short", "modules").split(separator: "\n")
      .filter { $0.contains("module-echo-cancel") }
  }

  @Test func removedLoudspeakerOnlyInterrupts() async throws {
    let loudspeaker = try await server.pactl(
      "load-module", "module-null-sink", "sink_name=loud")
    try await server.pactl("set-default-sink", "loud")
    let session = try await record()
    #expect(try await modules().allSatisfy { $0.contains("sink_master=loud ") })
    let before = sink.received.frames
    try await server.pactl("unload-module", loudspeaker)
    let received = try await sink.wait {
      $0.muted == [true, false] && $0.frames > before + 4800
    }
    #expect(received.ended.isEmpty)
    // The echo of the new loudspeaker is cancelled.
    let loaded = try await modules()
    #expect(loaded.count == 1 && loaded.allSatisfy { !$0.contains("sink_master=loud ") })
    await session.close()
    #expect(try await modules().isEmpty)
  }

  @Test func echoOfTheDefaultLoudspeakerIsCancelled() async throws {
    try await server.pactl("load-module", "module-null-sink", "sink_name=loud")
    try await server.pactl("set-default-sink", "n1")
    let session = try await record()
    #expect(try await modules().allSatisfy { $0.contains("sink_master=n1 ") })
    let before = sink.received.frames
    // As if the user chose headphones.
    try await server.pactl("set-default-sink", "loud")
    let received = try await sink.wait {
      $0.muted == [true, false] && $0.frames > before + 4800
    }
    #expect(received.ended.isEmpty)
    let loaded = try await modules()
    #expect(loaded.count == 1 && loaded.allSatisfy { $0.contains("sink_master=loud ") })
    await session.close()
    #expect(try await modules().isEmpty)
  }

  @Test func playbackFollowsTheDefaultLoudspeakerDuringCancellation() async throws {
    try await server.pactl("load-module", "module-null-sink", "sink_name=loud")
    try await server.pactl("set-default-sink", "n1")
    let session = try await record()
    try await withPlayer(Noise.white(amplitude: 0.1), on: server.address) {
      try await isPlayed(into: "usermedia.")
      try await server.pactl("set-default-sink", "loud")
      try await sink.wait { $0.muted == [true, false] }
      try await isPlayed(into: "usermedia.")
      await session.close()
      try await isPlayed(into: "loud")
    }
  }

  /// Waits until a program's playback goes to a sink with such a name.
  private func isPlayed(into prefix: String) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline {
      let sinks = try await server.pactl("list", "short", "sinks").split(separator: "\n")
        .map { $0.split(separator: "\t") }.filter { $0[1].hasPrefix(prefix) }.map { $0[0] }
      let players = try await server.pactl("list", "short", "sink-inputs").split(separator: "\n")
        .map { $0.split(separator: "\t") }
      // A program's stream, not a module's.
      if players.contains(where: { sinks.contains($0[1]) && $0[2] != "-" }) { return }
    }
    Issue.record("nothing is played into \(prefix)")
  }

  @Test func suspendedDeviceMutesTheSession() async throws {
    let session = try await record()
    try await server.pactl("suspend-sink", "mic", "1")
    let muted = try await sink.wait { $0.muted == [true] }
    try await server.pactl("suspend-sink", "mic", "0")
    let heard = try await sink.wait(seconds: 60) {
      $0.muted == [true, false] && $0.frames > muted.frames + 4800
    }
    #expect(heard.overrun == 0)
    await session.close()
  }
}
