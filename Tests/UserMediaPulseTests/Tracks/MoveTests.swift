import Foundation
import Synchronization
import Testing
import UserMedia
import UserMediaPulse

/// A track whose stream a person moves, or whose default source is another one.
@Suite(.enabled(if: SoundServer.isThere, "no sound server"), .serialized, .timeLimit(.minutes(5)))
struct MoveTests {
  @Test func aTrackThatNamedNoDeviceMayBeMoved() async throws {
    try await withNullSink { _, other, _ in
      let track = try await track(.init())
      let log = MoveLog(track)
      let before = track.getSettings()
      try await move(to: other)
      try await log.waitForMove(to: other)
      let device = try await Microphones(SoundServer.driver).device(other)
      #expect(track.label == device.label && track.label != "")
      #expect(track.getSettings().deviceId != before.deviceId)
      #expect(track.getSettings().sampleRate == before.sampleRate)
      var sound = track.audioData().makeAsyncIterator()
      #expect(await sound.next() != nil)
      #expect(track.readyState == .live)
      track.stop()
    }
  }

  @Test func aTrackThatNamedNoDeviceFollowsTheDefault() async throws {
    try await withNullSink { _, other, _ in
      let track = try await track(.init())
      let log = MoveLog(track)
      let first = track.device.deviceDescription.address
      try await pactl("set-default-source", other)
      do {
        try await log.waitForMove(to: other)
        var sound = track.audioData().makeAsyncIterator()
        #expect(await sound.next() != nil)
        try await pactl("set-default-source", first)
        try await log.waitForMove(to: first)
      } catch {
        try await pactl("set-default-source", first)
        throw error
      }
      track.stop()
    }
  }

  @Test func aTrackWithADeviceStays() async throws {
    try await withTone { source in
      try await withNullSink { _, other, _ in
        let track = try await Microphones(SoundServer.driver).track(source)
        let log = MoveLog(track)
        // PulseAudio refuses; PipeWire does not do it.
        try await move(to: other)
        try await pactl("set-default-source", other)
        var sound = track.audioData().makeAsyncIterator()
        for _ in 0..<20 { #expect(await sound.next() != nil) }
        try await pactl("set-default-source", "sine")
        #expect(track.device.deviceDescription.address == source)
        #expect(track.readyState == .live, "\(track.endedCause?.description ?? "")")
        #expect(log.count == 0)
        track.stop()
      }
    }
  }

  private func track(_ constraints: MediaTrackConstraintSet) async throws -> MediaStreamTrack {
    let media = Microphones(SoundServer.driver).media
    let stream: MediaStream = try await media.getUserMedia(
      .init(audio: .constraints(.init(basic: constraints))))
    return stream.getAudioTracks()[0]
  }

  /// Moves every stream that may be moved; the server refuses those of tests beside this one.
  private func move(to source: String) async throws {
    let list = try await pactl("list", "short", "source-outputs")
    for output in list.split(separator: "\n").compactMap({ $0.split(separator: "\t").first }) {
      _ = try await ChildProcess.run(
        ["pactl", "move-source-output", String(output), source],
        environment: SoundServer.environment)
    }
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
