import Testing
import UserMedia
import UserMediaPulse

/// What a program sees when the server is lost or returns, or when it loses the source.
@Suite(.enabled(if: SoundServer.isInstalled, "pulseaudio is not installed"))
struct TrackServerLossTests {
  @Test func trackIsMutedUntilTheServerReturns() async throws {
    let server = try await PrivateServer()
    let track = try await Microphones(.quiet(server: server.address, grace: .seconds(30)))
      .track("sine")
    let log = TrackLog(track)
    var sound = track.audioData().makeAsyncIterator()
    #expect(await sound.next() != nil)
    await server.kill()
    #expect(await log.next() == "mute")
    #expect(track.muted && track.readyState == .live)
    try await server.start()
    #expect(await log.next() == "unmute")
    #expect(!track.muted && track.readyState == .live)
    #expect(track.endedCause == nil)
    // The same loop continues.
    for _ in 0..<20 { #expect(await sound.next() != nil) }
    track.stop()
    #expect(await sound.next() == nil)
  }

  @Test func trackEndsWithTheCauseIfTheServerStaysAway() async throws {
    let server = try await PrivateServer()
    let track = try await Microphones(.quiet(server: server.address, grace: .milliseconds(200)))
      .track("sine")
    let log = TrackLog(track)
    var sound = track.audioData().makeAsyncIterator()
    #expect(await sound.next() != nil)
    await server.kill()
    #expect(await log.next() == "mute")
    #expect(await log.next() == "ended")
    #expect(track.readyState == .ended)
    #expect(track.endedCause?.cause?.text == "Connection terminated")
    while await sound.next() != nil {}
  }

  @Test func suspendedSourceMutesTheTrack() async throws {
    let server = try await PrivateServer()
    let track = try await Microphones(.quiet(server: server.address)).track("n1.monitor")
    let log = TrackLog(track)
    try await server.pactl("suspend-sink", "n1", "1")
    #expect(await log.next() == "mute")
    try await server.pactl("suspend-sink", "n1", "0")
    #expect(await log.next() == "unmute")
    #expect(track.readyState == .live)
    track.stop()
  }

  @Test func removedSourceEndsTheTrackAtOnce() async throws {
    let server = try await PrivateServer()
    let module = try await server.pactl("load-module", "module-null-sink", "sink_name=passing")
    let track = try await Microphones(.quiet(server: server.address)).track("passing.monitor")
    let log = TrackLog(track)
    try await server.pactl("unload-module", module)
    #expect(await log.next() == "ended")
    #expect(track.endedCause?.kind == .notFound)
    #expect(track.endedCause?.device == "passing.monitor")
  }

  @Test func trackIsNeverMovedToAnotherSource() async throws {
    let server = try await PrivateServer()
    try await server.pactl("load-module", "module-null-sink", "sink_name=other")
    let track = try await Microphones(.quiet(server: server.address)).track("n1.monitor")
    var sound = track.audioData().makeAsyncIterator()
    #expect(await sound.next() != nil)
    let stream = try #require(
      try await server.pactl("list", "short", "source-outputs").split(separator: "\t").first)
    // PulseAudio refuses, because the stream must not be moved.
    let move = try await server.tryPactl(["move-source-output", String(stream), "other.monitor"])
    #expect(move.status != 0)
    #expect(track.readyState == .live && !track.muted)
    #expect(await sound.next() != nil)
    track.stop()
  }
}
