import Foundation
import Synchronization
import Testing
import UserMedia
import UserMediaPulse

/// Tracks whose stream the user moves, or whose default source changes.
@Suite(.enabled(if: SoundServer.isThere, "no sound server"), .serialized, .timeLimit(.minutes(5)))
struct MoveTests {
  @Test func aTrackWithoutDeviceIdCanBeMoved() async throws {
    let server = try await OwnServer()
    try await server.withTwoSources { first, second in
      let track = try await track(server)
      let log = MoveLog(track)
      let before = track.getSettings()
      try await server.moveRecorders(from: first, to: second)
      try await log.waitForMove(to: second)
      let device = try await Microphones(server.driver).device(second)
      #expect(track.label == device.label && track.label != "")
      #expect(track.getSettings().deviceId != before.deviceId)
      #expect(track.getSettings().sampleRate == before.sampleRate)
      try await receivesSound(track)
      track.stop()
    }
  }

  @Test(arguments: [false, true])
  func aTrackWithoutDeviceIdFollowsTheDefault(isProcessed: Bool) async throws {
    let server = try await OwnServer()
    let constraint = MediaTrackConstraintSet(echoCancellation: isProcessed ? .exact(true) : nil)
    try await server.withTwoSources { first, second in
      let track = try await track(server, constraint)
      let log = MoveLog(track)
      for source in [second, first] {
        try await server.setDefault(source)
        try await log.waitForMove(to: source)
        try await receivesSound(track)
        #expect(track.getSettings().echoCancellation == .boolean(isProcessed))
        let modules = try await server.pactl("list", "short", "modules").split(separator: "\n")
          .filter { $0.contains("module-echo-cancel") && $0.contains("source_name=usermedia.") }
        #expect(modules.count == (isProcessed ? 1 : 0))
        #expect(modules.allSatisfy { $0.contains("source_master=\(source) ") })
      }
      track.stop()
    }
  }

  @Test(arguments: [false, true])
  func aTrackWithoutDeviceIdSurvivesItsSource(isProcessed: Bool) async throws {
    let server = try await OwnServer()
    let constraint = MediaTrackConstraintSet(echoCancellation: isProcessed ? .exact(true) : nil)
    let (source, module) = try await server.addSource()
    let (other, otherModule) = try await server.addSource()
    try await server.whileDefault(source) {
      let track = try await track(server, constraint)
      #expect(track.device.deviceDescription.address == source)
      let log = MoveLog(track)
      try await server.pactl("unload-module", module)
      // Each server chooses the new default in its own way.
      try await server.setDefault(other)
      try await log.waitForMove(to: other)
      try await receivesSound(track)
      #expect(track.getSettings().echoCancellation == .boolean(isProcessed))
      track.stop()
    }
    try await server.pactl("unload-module", otherModule)
  }

  @Test func aTrackWithADeviceIdIsNotMoved() async throws {
    let server = try await OwnServer()
    try await server.withTwoSources { first, second in
      let track = try await Microphones(server.driver).track(first)
      let log = MoveLog(track)
      // PulseAudio refuses; PipeWire ignores it.
      try await server.moveRecorders(from: first, to: second)
      try await server.setDefault(second)
      var sound = track.audioData().makeAsyncIterator()
      for _ in 0..<20 { #expect(await sound.next() != nil) }
      #expect(track.device.deviceDescription.address == first)
      #expect(track.readyState == .live, "\(track.endedCause?.description ?? "")")
      #expect(log.count == 0)
      track.stop()
    }
  }

  private func receivesSound(_ track: MediaStreamTrack) async throws {
    var sound = track.audioData().makeAsyncIterator()
    #expect(await sound.next() != nil)
    #expect(track.readyState == .live, "\(track.endedCause?.description ?? "")")
  }

  private func track(
    _ server: OwnServer, _ constraints: MediaTrackConstraintSet = .init()
  ) async throws -> MediaStreamTrack {
    let stream: MediaStream = try await Microphones(server.driver).media.getUserMedia(
      .init(audio: .constraints(.init(basic: constraints))))
    return stream.getAudioTracks()[0]
  }
}

/// Waits for a track's `configurationchange`.
private final class MoveLog: Sendable {
  private let track: MediaStreamTrack
  private let changes: AsyncStream<Void>
  private let counter: Counter

  private final class Counter: Sendable {
    let count = Mutex(0)
  }

  init(_ track: MediaStreamTrack) {
    self.track = track
    let (changes, continuation) = AsyncStream.makeStream(of: Void.self)
    self.changes = changes
    let counter = Counter()
    self.counter = counter
    track.onconfigurationchange = { _ in
      counter.count.withLock { $0 += 1 }
      continuation.yield()
    }
    DispatchQueue.global().asyncAfter(deadline: .now() + 60) { continuation.finish() }
  }

  var count: Int { counter.count.withLock { $0 } }

  func waitForMove(to source: String) async throws {
    for await _ in changes where track.device.deviceDescription.address == source { return }
    Issue.record("the track does not tell of \(source)")
  }
}
