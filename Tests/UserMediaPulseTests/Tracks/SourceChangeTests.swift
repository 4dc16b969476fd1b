import Testing
import UserMedia
import UserMediaPulse

/// `devicechange` for the server's sources.
@Suite(
  .enabled(if: SoundServer.isInstalled, "pulseaudio is not installed"), .timeLimit(.minutes(5)))
struct SourceChangeTests {
  @Test func addedAndRemovedSourcesAreReported() async throws {
    let server = try await PrivateServer()
    let media = Microphones(.quiet(server: server.address)).media
    let changes = SourceChanges(media)
    #expect(await changes.first() == ["sine", "n1.monitor"])

    let module = try await server.pactl("load-module", "module-null-sink", "sink_name=new")
    #expect(await changes.next { $0.contains("new.monitor") } != nil)
    let microphones = Microphones(media)
    let track = try await microphones.track("new.monitor")
    let log = TrackLog(track)
    try await server.pactl("unload-module", module)
    #expect(await log.next() == "ended")
    #expect(track.endedCause?.kind == .notFound)
    #expect(await changes.next { !$0.contains("new.monitor") } == ["sine", "n1.monitor"])
  }

  @Test func aNewDefaultIsReported() async throws {
    let server = try await PrivateServer()
    try await server.pactl(
      "load-module", "module-sine-source", "source_name=second", "frequency=880")
    let changes = SourceChanges(Microphones(.quiet(server: server.address)).media)
    #expect(await changes.first() == ["sine", "second", "n1.monitor"])
    try await server.pactl("set-default-source", "second")
    #expect(await changes.next { $0.first == "second" } == ["second", "sine", "n1.monitor"])
  }

  @Test func aLostAndReturnedServerIsReported() async throws {
    let server = try await PrivateServer()
    let changes = SourceChanges(Microphones(.quiet(server: server.address)).media)
    #expect(await changes.first() == ["sine", "n1.monitor"])
    await server.kill()
    #expect(await changes.next { $0.isEmpty } == [])
    try await server.start()
    #expect(await changes.next { $0.contains("sine") } != nil)
  }

  @Test func ownProcessorsAreNotReported() async throws {
    let server = try await PrivateServer()
    let microphones = Microphones(.quiet(server: server.address))
    let changes = SourceChanges(microphones.media)
    #expect(await changes.first() == ["sine", "n1.monitor"])
    let track = try await microphones.track("sine", .init(echoCancellation: .exact(true)))
    track.stop()
    // The next reported change is the one made after it.
    try await server.pactl("load-module", "module-null-sink", "sink_name=new")
    #expect(await changes.next { _ in true } == ["sine", "n1.monitor", "new.monitor"])
  }
}

/// The sources that a program sees, initially and after each `devicechange`.
private final class SourceChanges: Sendable {
  private let media: MediaDevices
  private let events: EventSequence<MediaDevices>

  init(_ media: MediaDevices) {
    self.media = media
    events = media.events(.devicechange)
  }

  /// The initial sources; from then on changes are recorded.
  func first() async -> [String] {
    await media.watched()
    return Self.sources(await media.enumerateDevices())
  }

  /// The sources after the next change that meets a condition.
  func next(_ condition: ([String]) -> Bool) async -> [String]? {
    for await event in events {
      let sources = Self.sources(event.devices)
      if condition(sources) { return sources }
    }
    return nil
  }

  private static func sources(_ devices: [MediaDeviceInfo]) -> [String] {
    devices.compactMap { ($0 as? InputDeviceInfo)?.deviceDescription.address }
  }
}
