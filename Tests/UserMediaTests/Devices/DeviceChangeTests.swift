import Synchronization
import Testing
import UserMediaConstraints
import UserMediaSynthetic

@testable import UserMedia

/// `devicechange`, and what `enumerateDevices` reveals to whom.
@Suite(.timeLimit(.minutes(5))) struct DeviceChangeTests {
  @Test func unpluggingAndPluggingInFireDeviceChange() async throws {
    let test = TestNavigator()
    let devices = test.navigator.mediaDevices
    let before: [MediaDeviceInfo] = await devices.enumerateDevices()
    var events = devices.events(.devicechange).makeAsyncIterator()
    await test.watched()

    test.driver.inject(.unplugged, into: TestNavigator.backCamera)
    let gone = try #require(await events.next())
    #expect(gone.devices.count == before.count - 1)
    #expect(gone.userInsertedDevices.isEmpty)

    test.driver.clear(.unplugged, of: TestNavigator.backCamera)
    let back = try #require(await events.next())
    #expect(back.devices.map(\.deviceId) == before.map(\.deviceId))
    #expect(back.userInsertedDevices.map(\.label) == ["Synthetic back camera"])
    #expect(back.target === devices)
  }

  @Test func simultaneousChangesAreOneEvent() async throws {
    let test = TestNavigator()
    let (changes, change) = AsyncStream<DeviceChange>.makeStream()
    let moments = Mutex<[@Sendable () -> Void]>([])
    let list = DeviceList(
      DeviceHub(DeviceSet(cameras: [test.driver], microphones: [test.driver])),
      exposure: DeviceExposure(SystemPermission()),
      debounce: { moment in moments.withLock { $0.append(moment) } })
    list.onChange({ change.yield($0) }, while: { true })
    await list.operations.run {}
    var iterator = changes.makeAsyncIterator()

    test.driver.inject(.unplugged, into: TestNavigator.camera)
    test.driver.inject(.unplugged, into: TestNavigator.backCamera)
    #expect(moments.withLock(\.count) == 1)
    moments.withLock { $0.removeLast() }()
    #expect(await iterator.next()?.devices.map(\.kind) == [.audioinput])

    // Removed and re-added within the debounce interval is no change: the next event is about
    // something else.
    test.driver.clear(.unplugged, of: TestNavigator.camera)
    test.driver.inject(.unplugged, into: TestNavigator.camera)
    moments.withLock { $0.removeLast() }()
    await list.operations.run {}
    test.driver.clear(.unplugged, of: TestNavigator.backCamera)
    moments.withLock { $0.removeLast() }()
    #expect(
      await iterator.next()?.devices.map(\.label) == [
        "Synthetic microphone", "Synthetic back camera",
      ])
  }

  /// Nothing watches devices between a list and the first listener.
  @Test func aChangeAfterTheListIsReportedToTheFirstListener() async throws {
    let test = TestNavigator()
    let devices = test.navigator.mediaDevices
    let before: [MediaDeviceInfo] = await devices.enumerateDevices()
    test.driver.inject(.unplugged, into: TestNavigator.backCamera)
    for await event in devices.events(.devicechange) {
      #expect(event.devices.count == before.count - 1)
      break
    }
  }

  @Test func theHandlerIsCalled() async throws {
    let test = TestNavigator()
    let (changes, changed) = AsyncStream<Int>.makeStream()
    test.navigator.mediaDevices.ondevicechange = { changed.yield($0.devices.count) }
    await test.watched()
    test.driver.inject(.unplugged, into: TestNavigator.camera)
    var iterator = changes.makeAsyncIterator()
    #expect(await iterator.next() == 2)
  }

  @Test func withoutPermissionOneUnnamedDevicePerKindIsListed() async throws {
    let test = TestNavigator(permissions: DenyPermission())
    let devices: [MediaDeviceInfo] = await test.navigator.mediaDevices.enumerateDevices()
    #expect(devices.map(\.kind) == [.audioinput, .videoinput])
    for device in devices {
      #expect(device.deviceId.isEmpty && device.label.isEmpty && device.groupId.isEmpty)
      let input = try #require(device as? InputDeviceInfo)
      #expect(input.getCapabilities() == MediaTrackCapabilities())
      #expect(input.deviceDescription.videoModes.isEmpty)
    }
  }

  @Test func usingADeviceRevealsItsKind() async throws {
    let test = TestNavigator(permissions: AskPermission(Answering(), memory: .init(path: nil)))
    let hidden: [MediaDeviceInfo] = await test.navigator.mediaDevices.enumerateDevices()
    #expect(hidden.map(\.label) == ["", ""])
    let stream: MediaStream = try await test.navigator.mediaDevices.getUserMedia(.init(video: true))
    let seen: [MediaDeviceInfo] = await test.navigator.mediaDevices.enumerateDevices()
    #expect(seen.map(\.label) == ["", "Synthetic front camera", "Synthetic back camera"])
    for track in stream.getTracks() { track.stop() }
  }

  @Test func newPermissionsAreNoDeviceChange() async throws {
    let test = TestNavigator(permissions: AskPermission(Answering(), memory: .init(path: nil)))
    var events = test.media.events(.devicechange).makeAsyncIterator()
    await test.watched()
    let stream: MediaStream = try await test.media.getUserMedia(.init(audio: true, video: true))
    // Removed and re-added: the driver reports a change, but there is none.
    test.driver.inject(.unplugged, into: TestNavigator.backCamera)
    test.driver.clear(.unplugged, of: TestNavigator.backCamera)
    await test.watched()
    test.driver.inject(.unplugged, into: TestNavigator.backCamera)
    let event = try #require(await events.next())
    #expect(event.devices.map(\.label) == ["Synthetic microphone", "Synthetic front camera"])
    #expect(event.userInsertedDevices.isEmpty)
    for track in stream.getTracks() { track.stop() }
  }

  @Test func resettingIdsIsAChangeWithoutNewDevices() async throws {
    let list = DeviceList(
      DeviceHub(.synthetic, identity: DeviceIdentity(deviceKey: .random())),
      exposure: DeviceExposure(SystemPermission()))
    let before = await list.current()
    let (changes, change) = AsyncStream<DeviceChange>.makeStream()
    list.onChange({ change.yield($0) }, while: { true })
    await list.operations.run {}
    list.forgetIds()
    var iterator = changes.makeAsyncIterator()
    let event = try #require(await iterator.next())
    #expect(event.devices.map(\.label) == before.map(\.label))
    #expect(Set(event.devices.map(\.deviceId)).isDisjoint(with: before.map(\.deviceId)))
    #expect(Set(event.devices.map(\.groupId)).isDisjoint(with: before.map(\.groupId)))
    #expect(event.userInsertedDevices.isEmpty)
  }

  @Test func theFirstUnnamedDeviceOfItsKindIsNew() async throws {
    let test = TestNavigator(permissions: DenyPermission())
    for camera in [TestNavigator.camera, TestNavigator.backCamera] {
      test.driver.inject(.unplugged, into: camera)
    }
    var events = test.media.events(.devicechange).makeAsyncIterator()
    await test.watched()
    test.driver.clear(.unplugged, of: TestNavigator.camera)
    let event = try #require(await events.next())
    #expect(event.devices.map(\.kind) == [.audioinput, .videoinput])
    #expect(event.userInsertedDevices.map(\.kind) == [.videoinput])
    #expect(event.userInsertedDevices.map(\.label) == [""])
  }

  @Test func theDefaultMicrophoneHasAName() async throws {
    let test = TestNavigator()
    let devices: [MediaDeviceInfo] = await test.navigator.mediaDevices.enumerateDevices()
    let stream: MediaStream = try await test.navigator.mediaDevices.getUserMedia(
      .init(audio: .init(deviceId: .exact("default"))))
    let track = stream.getAudioTracks()[0]
    #expect(track.getSettings().deviceId == devices[0].deviceId)
    #expect(track.getConstraints().basic.deviceId == .exact("default"))
    try await track.applyConstraints(.init(deviceId: .exact("default")))
    #expect(track.readyState == .live)
    track.stop()
  }
}
