import Testing
import UserMedia
import UserMediaPulse

/// Echo cancellation, noise suppression and gain control, from the constraint to the server and
/// back.
@Suite(.enabled(if: SoundServer.isInstalled, "pulseaudio is not installed"))
struct TrackProcessingTests {
  private func moduleCount(_ server: PrivateServer) async throws -> Int {
    try await server.pactl("list", "short", "modules").split(separator: "\n")
      .count { $0.contains("module-echo-cancel") }
  }

  @Test func nothingIsLoadedUnlessRequested() async throws {
    let server = try await PrivateServer()
    let microphones = Microphones(.quiet(server: server.address))
    let track = try await microphones.track("sine")
    #expect(try await moduleCount(server) == 0)
    #expect(track.getSettings().echoCancellation == .boolean(false))
    #expect(track.getSettings().noiseSuppression == false)
    #expect(track.getSettings().autoGainControl == false)
    let can = track.getCapabilities()
    #expect(can.echoCancellation == [.boolean(true), .boolean(false)])
    #expect(can.noiseSuppression == [true, false] && can.autoGainControl == [true, false])
    track.stop()
  }

  @Test func settingsReportProcessing() async throws {
    let server = try await PrivateServer()
    let microphones = Microphones(.quiet(server: server.address))
    let track = try await microphones.track(
      "sine", .init(echoCancellation: true, noiseSuppression: .exact(true)))
    #expect(track.getSettings().echoCancellation == .boolean(true))
    #expect(track.getSettings().noiseSuppression == true)
    #expect(track.getSettings().autoGainControl == false)
    #expect(try await moduleCount(server) == 1)
    let clone = track.clone()
    track.stop()
    #expect(try await moduleCount(server) == 1)
    clone.stop()
    var count = 1
    for _ in 0..<500 where count > 0 { count = try await moduleCount(server) }
    #expect(count == 0)
  }

  @Test func applyConstraintsChangesProcessingOfALiveTrack() async throws {
    let server = try await PrivateServer()
    let track = try await Microphones(.quiet(server: server.address)).track("sine")
    var sound = track.audioData().makeAsyncIterator()
    #expect(await sound.next() != nil)
    try await track.applyConstraints(.init(echoCancellation: .exact(true)))
    #expect(track.getSettings().echoCancellation == .boolean(true))
    #expect(try await moduleCount(server) == 1)
    for _ in 0..<20 { #expect(await sound.next() != nil) }
    try await track.applyConstraints(.init(echoCancellation: .exact(false)))
    #expect(track.getSettings().echoCancellation == .boolean(false))
    var count = 1
    for _ in 0..<500 where count > 0 { count = try await moduleCount(server) }
    #expect(count == 0)
    for _ in 0..<20 { #expect(await sound.next() != nil) }
    track.stop()
  }

  @Test func requiredProcessingFailsIfUnavailable() async throws {
    let server = try await PrivateServer(["--disallow-module-loading"])
    let microphones = Microphones(.quiet(server: server.address))
    for (name, constraint) in [
      ("echoCancellation", MediaTrackConstraintSet(echoCancellation: .exact(true))),
      ("noiseSuppression", MediaTrackConstraintSet(noiseSuppression: .exact(true))),
      ("autoGainControl", MediaTrackConstraintSet(autoGainControl: .exact(true))),
    ] {
      let error = await #expect(throws: OverconstrainedError.self) {
        _ = try await microphones.track("sine", constraint)
      }
      #expect(error?.constraint == name)
    }
    let track = try await microphones.track("sine", .init(echoCancellation: true))
    #expect(track.getSettings().echoCancellation == .boolean(false))
    let error = await #expect(throws: OverconstrainedError.self) {
      try await track.applyConstraints(.init(echoCancellation: .exact(true)))
    }
    #expect(error?.constraint == "echoCancellation")
    #expect(track.readyState == .live)
    track.stop()
  }
}
