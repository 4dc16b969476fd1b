import Synchronization
import Testing
import UserMediaSynthetic

@testable import UserMedia

/// Everything opened or recorded is released with its last user.
@Suite(.serialized, .timeLimit(.minutes(10))) struct ReleaseTests {
  /// A synthetic microphone, and a different camera and window each time.
  private struct Machine {
    let passing = PassingDriver()
    let cameras: CameraOwner
    let displays: DisplayOwner
    let microphones: MicrophoneOwner
    let navigator: Navigator

    init() {
      cameras = CameraOwner(passing)
      displays = DisplayOwner(passing)
      microphones = MicrophoneOwner(SyntheticDriver(devices: [.microphone()]))
      navigator = Navigator(
        devices: DeviceSet(cameras: [[cameras]], microphones: [[microphones]], displays: displays),
        identity: DeviceIdentity(deviceKey: .random()))
    }

    var media: MediaDevices { navigator.mediaDevices }

    /// Requests a microphone with a different latency, a different camera and a different window
    /// each time.
    func request(_ number: Int) async throws {
      passing.plugInNext()
      let latency = 0.01 + Double(number) * 1e-6
      let devices: MediaStream = try await media.getUserMedia(
        .init(audio: .init(latency: .exact(latency)), video: true))
      let window: MediaStream = try await media.getDisplayMedia()
      #expect(devices.getAudioTracks()[0].getSettings().latency == latency)
      for track in devices.getTracks() + window.getTracks() { track.stop() }
    }
  }

  @Test func tenThousandRequestsRetainNothing() async {
    await #expect(processExitsWith: .success) {
      let machine = Machine()
      try await expectFlat { try await machine.request($0) }
    }
  }

  @Test func unusedEntriesAreRemoved() async throws {
    let machine = Machine()
    for number in 0..<200 { try await machine.request(number) }
    // Unused entries are removed once there are twice as many as in use, and at least sixteen.
    #expect(machine.microphones.sources.count <= 32)
    #expect(machine.cameras.sources.count <= 32)
    #expect(machine.displays.cameras.map { $0.sources.count <= 32 } == true)
  }

  @Test func tracksShareASourceThatEndsWithThem() async throws {
    let machine = Machine()
    let source = WeakReference<MicrophoneSource>()
    do {
      let request = MediaStreamConstraints(audio: .init(latency: .exact(0.05)))
      let first: MediaStream = try await machine.media.getUserMedia(request)
      let second: MediaStream = try await machine.media.getUserMedia(request)
      let sources = (first.getTracks() + second.getTracks()).map { track in
        if case .microphone(let source, _, _) = track.input {
          source
        } else {
          nil as MicrophoneSource?
        }
      }
      #expect(sources[0] != nil && sources[0] === sources[1])
      source.value = sources[0]
      for track in first.getTracks() + second.getTracks() { track.stop() }
    }
    #expect(await isLetGo { source.value })
  }

  @Test func changingTracksRetainNothing() async {
    await #expect(processExitsWith: .success) {
      let machine = Machine()
      let stream: MediaStream = try await machine.media.getUserMedia(.init(audio: true))
      let track = stream.getAudioTracks()[0]
      try await expectFlat { number in
        try await track.applyConstraints(.init(latency: .exact(0.01 + Double(number) * 1e-6)))
      }
      #expect(machine.microphones.sources.count <= 32)
      track.stop()
    }
  }

  @Test func failedRequestsRetainNothing() async {
    await #expect(processExitsWith: .success) {
      let machine = Machine()
      try await expectFlat { number in
        await #expect(throws: OverconstrainedError.self) {
          let _: MediaStream = try await machine.media.getUserMedia(
            .init(video: .init(deviceId: .exact("\(number)"))))
        }
        await #expect(throws: DOMException.self) {
          let _: MediaStream = try await machine.media.getDisplayMedia(
            .init(surface: "window:none \(number)"))
        }
      }
    }
  }

  @Test func listeningRetainsNothing() async {
    await #expect(processExitsWith: .success) {
      let machine = Machine()
      try await expectFlat { number in
        switch number % 3 {
        case 0:
          machine.media.ondevicechange = { _ in }
          machine.media.ondevicechange = nil
        case 1:
          let listener = machine.media.addEventListener(.devicechange) { _ in }
          machine.media.removeEventListener(.devicechange, listener)
        default: _ = machine.media.events(.devicechange)
        }
        await machine.media.watched()
        _ = await machine.navigator.permissions.query(.camera)
      }
    }
  }

  @Test func operationsDoNotRetainEarlierOnes() async {
    let operations = SerialOperations()
    let objects = Mutex<[WeakReference<EventListener<MediaDevices>>]>([])
    for _ in 0..<1000 {
      let object = EventListener<MediaDevices> { _ in }
      objects.withLock { $0.append(WeakReference(object)) }
      let kept = await operations.run { object }
      #expect(kept === object)
    }
    let all = objects.withLock(\.self)
    // The last operation's result may be kept until the next one.
    #expect(await isLetGo { all.dropLast().lazy.compactMap(\.value).first })
  }
}
