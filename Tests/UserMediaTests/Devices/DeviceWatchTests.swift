import Synchronization
import Testing
import UserMediaSynthetic

@testable import UserMedia

/// Devices are watched for `devicechange` only while there is a listener.
@Suite(.timeLimit(.minutes(5))) struct DeviceWatchTests {
  /// Counts the active watches of its devices.
  private final class CountingDriver: CameraDriver, MicrophoneDriver {
    let name = "counting"
    let synthetic = SyntheticDriver(devices: [.camera(), .microphone()])
    private let watches = Mutex(0)
    var watchCount: Int { watches.withLock(\.self) }

    func devices() async -> [DeviceDescription] { await synthetic.devices() }

    func watchDevices(_ changed: @escaping @Sendable () -> Void) async -> DeviceWatch? {
      watches.withLock { $0 += 1 }
      let watch = await synthetic.watchDevices(changed)
      return DeviceWatch { [self] in
        withExtendedLifetime(watch) { watches.withLock { $0 -= 1 } }
      }
    }

    func openCamera(
      _ device: DeviceDescription, sink: any VideoSink
    ) async throws(CaptureError) -> any CameraSession {
      try await synthetic.openCamera(device, sink: sink)
    }

    func openMicrophone(
      _ device: DeviceDescription, sink: any AudioSink
    ) async throws(CaptureError) -> any MicrophoneSession {
      try await synthetic.openMicrophone(device, sink: sink)
    }
  }

  private let driver = CountingDriver()

  private func navigator(_ permissions: any PermissionPolicy = SystemPermission()) -> Navigator {
    Navigator(
      devices: DeviceSet(cameras: [driver], microphones: [driver]), permissions: permissions)
  }

  @Test func watchesForAHandler() async {
    let media = navigator().mediaDevices
    #expect(driver.watchCount == 0)
    media.ondevicechange = { _ in }
    await media.watched()
    #expect(driver.watchCount == 2)
    media.ondevicechange = { _ in }
    await media.watched()
    #expect(driver.watchCount == 2)
    media.ondevicechange = nil
    await media.watched()
    #expect(driver.watchCount == 0)
    // Removing a missing listener ends nothing.
    media.ondevicechange = nil
    await media.watched()
    #expect(driver.watchCount == 0)
  }

  @Test func watchesUntilTheLastListener() async {
    let media = navigator().mediaDevices
    let first = media.addEventListener(.devicechange) { _ in }
    let second = media.addEventListener(.devicechange) { _ in }
    await media.watched()
    media.removeEventListener(.devicechange, first)
    await media.watched()
    #expect(driver.watchCount == 2)
    media.removeEventListener(.devicechange, second)
    await media.watched()
    #expect(driver.watchCount == 0)
  }

  @Test func aOneTimeListenerEndsWithItsCall() async throws {
    let media = navigator().mediaDevices
    let call = Promise<Int>.withResolvers()
    media.addEventListener(.devicechange, once: true) { call.resolve($0.devices.count) }
    await media.watched()
    driver.synthetic.inject(.unplugged, into: TestNavigator.microphone)
    #expect(try await call.promise.value == 1)
    await media.watched()
    #expect(driver.watchCount == 0)
  }

  @Test func aReleasedSequence() async {
    let media = navigator().mediaDevices
    do {
      let events = media.events(.devicechange)
      await media.watched()
      #expect(driver.watchCount == 2)
      withExtendedLifetime(events) {}
    }
    await media.watched()
    #expect(driver.watchCount == 0)
  }

  @Test func aReleasedNavigator() async {
    var navigator: Navigator? = navigator()
    navigator?.mediaDevices.ondevicechange = { _ in }
    await navigator?.mediaDevices.watched()
    #expect(driver.watchCount == 2)
    navigator = nil
    #expect(await isLetGo { driver.watchCount == 0 ? nil : driver })
  }

  @Test func newListenersReceiveLaterChanges() async throws {
    let media = navigator().mediaDevices
    media.ondevicechange = { _ in }
    await media.watched()
    media.ondevicechange = nil
    await media.watched()
    driver.synthetic.inject(.unplugged, into: TestNavigator.microphone)
    var events = media.events(.devicechange).makeAsyncIterator()
    await media.watched()
    driver.synthetic.clear(.unplugged, of: TestNavigator.microphone)
    let event = try #require(await events.next())
    #expect(event.userInsertedDevices.map(\.kind) == [.audioinput])
  }

  @Test func manyThreadsAddAndRemoveListeners() async {
    let media = navigator().mediaDevices
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<200 {
            let listener = media.addEventListener(.devicechange) { _ in }
            media.removeEventListener(.devicechange, listener)
          }
        }
      }
    }
    await media.watched()
    #expect(driver.watchCount == 0)
    media.ondevicechange = { _ in }
    await media.watched()
    #expect(driver.watchCount == 2)
    media.ondevicechange = nil
  }

  @Test func aKindDeniedByTheManifestIsNotWatched() async throws {
    let manifest = try PermissionManifest(json: #"{"permissions": {"audio-capture": {}}}"#)
    let media = navigator(ManifestPermission(manifest)).mediaDevices
    media.ondevicechange = { _ in }
    await media.watched()
    #expect(driver.watchCount == 1)
    media.ondevicechange = nil
  }

  @Test func changesDoNotPileUpBehindASlowDriver() async {
    let (moments, moment) = AsyncStream<@Sendable () -> Void>.makeStream()
    let list = DeviceList(
      DeviceHub(DeviceSet(cameras: [driver], microphones: [])),
      exposure: DeviceExposure(SystemPermission()), debounce: { moment.yield($0) })
    list.onChange({ _ in }, while: { true })
    await list.operations.run {}
    let gate = AsyncStream<Void>.makeStream()
    list.operations.enqueue { for await _ in gate.stream {} }
    var next = moments.makeAsyncIterator()
    list.schedule()
    await next.next()?()
    for _ in 0..<100 { list.schedule() }
    gate.continuation.finish()
    await list.operations.run {}
    // The queued check sees all of them; after it, new changes are checked again.
    list.schedule()
    moment.finish()
    var more = 0
    while await next.next() != nil { more += 1 }
    #expect(more == 1)
  }
}
