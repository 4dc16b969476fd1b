import Testing
import UserMediaCore
import UserMediaPulse

@Suite(.enabled(if: SoundServer.isThere, "no sound server; run by scripts/with-sound-server"))
struct EnumerationTests {
  @Test func defaultIsFirstAndMonitorsAreMarkedAndLast() async throws {
    let devices = await SoundServer.driver.devices()
    let first = try #require(devices.first)
    #expect(first.address == "sine")
    #expect(first.isDefault)
    #expect(!first.isMonitor)
    #expect(devices.filter(\.isDefault).count == 1)
    let monitor = try #require(devices.first { $0.address == "n1.monitor" })
    #expect(monitor.isMonitor)
    let monitors = devices.drop { !$0.isMonitor }
    #expect(monitors.count == devices.count(where: \.isMonitor))
  }

  @Test func descriptionsContainTheServersInformation() async throws {
    let sine = try #require(await SoundServer.driver.devices().first { $0.address == "sine" })
    #expect(sine.kind == .audioinput)
    #expect(sine.id == "sine")
    #expect(!sine.label.isEmpty)
    #expect(!sine.groupId.isEmpty)
    let audio = try #require(sine.audio)
    #expect(audio.defaultSampleRate == 48000)
    #expect(audio.channelCount?.lowerBound == 1)
    #expect(audio.sampleRate?.contains(16000) == true)
    #expect(audio.sampleSizes == [16, 32])
    #expect(audio.echoCancellation == [true, false])
    #expect(audio.autoGainControl == [true, false])
    #expect(audio.noiseSuppression == [true, false])
    #expect(!audio.processesByDefault)
  }

  @Test func sameListFromManyTasks() async {
    let driver = SoundServer.driver
    await withTaskGroup { group in
      for _ in 0..<20 { group.addTask { await driver.devices() } }
      // Other tests load and unload their own sources.
      for await list in group {
        let lasting = list.map(\.address).filter { !$0.hasPrefix("test-") }
        #expect(lasting == ["sine", "n1.monitor"])
      }
    }
  }

  @Test func missingDeviceCannotBeOpened() async throws {
    let driver = SoundServer.driver
    var device = try #require(await driver.devices().first)
    device.address = "no.such.source"
    let error = await #expect(throws: CaptureError.self) {
      try await driver.openMicrophone(device, sink: RecordingSink())
    }
    #expect(error?.kind == .notFound)
    #expect(error?.cause?.domain == .pulseAudio)
    #expect(error?.cause?.code == 5)  // PA_ERR_NOENTITY
  }
}
