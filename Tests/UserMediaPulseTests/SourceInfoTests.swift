import Testing
import UserMediaCore

@testable import UserMediaPulse

@Suite struct SourceInfoTests {
  private func source(
    _ name: String, monitorOf sink: String? = nil, _ properties: [SourceInfo.Property: String] = [:]
  ) -> SourceInfo {
    SourceInfo(
      name: name, description: "The \(name)", isMonitor: sink != nil, monitorOf: sink,
      sampleRate: 44100, channelCount: 2, properties: properties)
  }

  @Test func orderIsDefaultThenServersThenMonitors() {
    let devices = DeviceDescription.microphones(
      [source("m", monitorOf: "s"), source("a"), source("b"), source("c")],
      of: ServerInfo(defaultSource: "b"))
    #expect(devices.map(\.address) == ["b", "a", "c", "m"])
    #expect(devices.map(\.isDefault) == [true, false, false, false])
    #expect(devices.map(\.isMonitor) == [false, false, false, true])
  }

  @Test func monitorStaysLastEvenAsTheDefault() {
    let devices = DeviceDescription.microphones(
      [source("m", monitorOf: "s"), source("n", monitorOf: "t"), source("a")],
      of: ServerInfo(defaultSource: "n"))
    #expect(devices.map(\.address) == ["a", "n", "m"])
  }

  @Test func descriptionBecomesTheLabel() {
    let device = DeviceDescription(source("a"), isDefault: false)
    #expect(device.label == "The a")
    #expect(device.audio?.defaultSampleRate == 44100)
    #expect(device.audio?.channelCount == 1...2)
    #expect(device.audio?.defaultChannelCount == 2)
  }

  @Test func groupIsThePhysicalDevice() {
    let path = "/devices/pci0000:00/0000:00:14.0/usb1/1-2"
    #expect(source("a", [.sysfsPath: "\(path)/1-2:1.2/sound/card1"]).groupId == path)
    #expect(source("a", [.deviceSysfsPath: "\(path)/1-2:1.2/sound/card1"]).groupId == path)
    #expect(
      source("a", [.busPath: "pci-0000:00:14.0-usb-0:2:1.0"]).groupId
        == "pci-0000:00:14.0-usb-0:2:1.0")
    #expect(source("a", [.bluetoothAddress: "00:11:22:33:44:55"]).groupId == "00:11:22:33:44:55")
    #expect(source("a.monitor", monitorOf: "a").groupId == "a")
    #expect(source("a").groupId == "a")
  }

  @Test func sourcesInheritTheirCardsProperties() {
    let path = "/devices/pci0000:00/0000:00:1f.3"
    let query = SourceQuery()
    var onCard = source("a")
    onCard.card = 7
    query.sources = [onCard, source("b")]
    query.cards = [7: [.deviceSysfsPath: "\(path)/sound/card0"]]
    #expect(query.microphones(canProcess: false).map(\.groupId) == [path, "b"])
  }
}
