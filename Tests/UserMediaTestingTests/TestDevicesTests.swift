import Synchronization
import Testing
import UserMedia
import UserMediaTesting

/// The faults and the clock that a program's own tests choose.
@Suite(.timeLimit(.minutes(5))) struct TestDevicesTests {
  private let clock = TestClock()
  private let devices: TestDevices
  private let navigator: Navigator

  init() {
    devices = TestDevices(
      [
        .camera(label: "front", facing: .user), .camera(label: "back"), .microphone(label: "tone"),
        .screen(label: "desk"),
      ], clock: clock)
    navigator = Navigator(devices: devices.deviceSet)
  }

  private func track(_ constraints: MediaStreamConstraints = .init(video: true)) async throws
    -> MediaStreamTrack
  {
    try await navigator.mediaDevices.getUserMedia(constraints).getTracks()[0]
  }

  /// The name of the error that a request for a camera fails with.
  private func failure() async -> String? {
    await #expect(throws: DOMException.self) { _ = try await track() }?.name
  }

  @Test func theyAreListedInTheirOrder() async {
    #expect(devices.cameras.map(\.label) == ["front", "back"])
    #expect(devices.microphones.map(\.label) == ["tone"])
    #expect(devices.displays.map(\.label) == ["desk"])
    let listed = await navigator.mediaDevices.enumerateDevices()
    #expect(listed.map(\.label) == ["tone", "front", "back"])
  }

  @Test func anUnpluggedDeviceEndsItsTracksAndIsNotListed() async throws {
    let track = try await track()
    let ends = Mutex(0)
    track.onended = { ends.withLock { $0 += 1 } }
    devices.cameras[0].unplug()
    await navigator.runCallbacks()
    #expect(ends.withLock { $0 } == 1)
    #expect(track.readyState == .ended)
    #expect(track.endedCause?.kind == .notFound)
    var listed = await navigator.mediaDevices.enumerateDevices()
    #expect(listed.map(\.label) == ["tone", "back"])
    devices.cameras[0].plugIn()
    listed = await navigator.mediaDevices.enumerateDevices()
    #expect(listed.map(\.label) == ["tone", "front", "back"])
    #expect(track.readyState == .ended)
  }

  @Test func aMutedDeviceDeliversNothing() async throws {
    let track = try await track()
    let events = Mutex<[String]>([])
    track.onmute = { events.withLock { $0.append("mute") } }
    track.onunmute = { events.withLock { $0.append("unmute") } }
    devices.cameras[0].mute()
    await navigator.runCallbacks()
    #expect(track.muted)
    let before = track.stats.totalFrames
    clock.advance(by: .seconds(2))
    #expect(track.stats.totalFrames == before)
    devices.cameras[0].unmute()
    await navigator.runCallbacks()
    #expect(!track.muted)
    #expect(events.withLock { $0 } == ["mute", "unmute"])
  }

  @Test func aBrokenDeviceCannotBeRead() async throws {
    let track = try await request("back")
    devices.cameras[1].fail()
    await navigator.runCallbacks()
    #expect(track.readyState == .ended)
    #expect(track.endedCause?.kind == .unreadable)
    let error = await #expect(throws: DOMException.self) {
      _ = try await request("back")
    }
    #expect(error?.name == "NotReadableError")
    devices.cameras[1].repair()
    _ = try await request("back")
  }

  private func request(_ label: String) async throws -> MediaStreamTrack {
    let devices = await navigator.mediaDevices.enumerateDevices()
    let id = devices.first { $0.label == label }?.deviceId
    return try await track(.init(video: .init(deviceId: .exact(id))))
  }

  @Test func requestsAreRefused() async throws {
    for camera in devices.cameras { camera.occupy() }
    #expect(await failure() == "NotReadableError")
    for camera in devices.cameras { camera.vacate() }
    for camera in devices.cameras { camera.deny() }
    #expect(await failure() == "NotAllowedError")
    for camera in devices.cameras { camera.allow() }
    for camera in devices.cameras { camera.unplug() }
    #expect(await failure() == "NotFoundError")
    for camera in devices.cameras { camera.plugIn() }
    _ = try await track()
  }

  @Test func theClockDeliversWhatIsDue() async throws {
    let track = try await track(.init(video: .init(frameRate: .exact(30))))
    let rate = try #require(track.getSettings().frameRate)
    #expect(rate == 30)
    var frames = track.videoFrames(.lossless(upToByteCount: 1 << 30)).makeAsyncIterator()
    var times: [Int64] = []
    clock.advance(by: .seconds(1))
    for _ in 0..<30 { times.append(try #require(await frames.next()).timestamp) }
    #expect(times.last == 1_000_000)
    #expect(zip(times, times.dropFirst()).allSatisfy { (33_333...33_334).contains($1 - $0) })
    // A step shorter than a frame delivers none.
    let total = track.stats.totalFrames
    clock.advance(by: .milliseconds(33))
    #expect(track.stats.totalFrames == total)
    clock.advance(by: .milliseconds(1))
    #expect(track.stats.totalFrames == total + 1)
  }

  @Test func damagedFramesAreCounted() async throws {
    let track = try await track(.init(video: .init(frameRate: .exact(30))))
    devices.cameras[0].damage(3)
    clock.advance(by: .seconds(1))
    #expect(track.stats.dropped[.errorFlag] == 3)
  }

  @Test func soundComesByTheClock() async throws {
    let track = try await track(.init(audio: .init(latency: .exact(0.01))))
    var sound = track.audioData(.lossless(upToByteCount: 1 << 30)).makeAsyncIterator()
    clock.advance(by: .seconds(1))
    var frames = 0
    for _ in 0..<100 { frames += try #require(await sound.next()).numberOfFrames }
    #expect(frames == track.getSettings().sampleRate)
  }

  @Test func tasksSleepOnTheClock() async throws {
    let (order, note) = AsyncStream.makeStream(of: Int.self)
    let sleepers = [3, 1, 2].map { number in
      Task { [clock] in
        try await clock.sleep(until: .init(offset: .seconds(number)))
        note.yield(number)
      }
    }
    var woken: [Int] = []
    var iterator = order.makeAsyncIterator()
    for _ in 0..<3 {
      clock.advance(by: .seconds(1))
      woken.append(await iterator.next() ?? 0)
    }
    #expect(Set(woken) == [1, 2, 3])
    for sleeper in sleepers { try await sleeper.value }
    let cancelled = Task { [clock] in try await clock.sleep(for: .seconds(1)) }
    cancelled.cancel()
    await #expect(throws: CancellationError.self) { try await cancelled.value }
  }

  @Test func aStoppedTrackReleasesItsDevice() async throws {
    let track = try await track()
    #expect(devices.cameras[0].isInUse && !devices.cameras[1].isInUse)
    track.stop()
    while devices.cameras[0].isInUse { try await Task.sleep(for: .milliseconds(1)) }
  }

  /// The clock decides when a camera whose tracks are all disabled is released.
  @Test func aDisabledTrackReleasesItsDeviceByTheClock() async throws {
    let track = try await track()
    track.enabled = false
    while devices.cameras[0].isInUse {
      clock.advance(by: .milliseconds(500))
      try await Task.sleep(for: .milliseconds(1))
    }
    #expect(clock.now >= .init(offset: .seconds(2)))
    track.enabled = true
    while !devices.cameras[0].isInUse { try await Task.sleep(for: .milliseconds(1)) }
    #expect(track.readyState == .live)
  }
}
