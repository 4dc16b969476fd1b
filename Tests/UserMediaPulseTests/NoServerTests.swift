import FileTestSupport
import Foundation
import Testing
import UserMediaCore
import UserMediaPulse

@Suite struct NoServerTests {
  @Test func absentServerMeansNoMicrophones() async {
    let driver = PulseDriver.quiet(server: "unix:/nonexistent/native", timeout: .seconds(600))
    let elapsed = await ContinuousClock().measure { #expect(await driver.devices().isEmpty) }
    #expect(elapsed < .seconds(60), "waited, although nobody is there to answer")
  }

  @Test func invalidAddressMeansNoMicrophones() async {
    for address in ["", "unix:", "nonsense:::", "{", "tcp:127.0.0.1:1"] {
      #expect(await PulseDriver.quiet(server: address).devices().isEmpty)
    }
  }

  @Test func silentServerTimesOut() async throws {
    let socket = try SilentSocket()
    let driver = PulseDriver.quiet(server: socket.address, timeout: .milliseconds(200))
    let elapsed = await ContinuousClock().measure { #expect(await driver.devices().isEmpty) }
    #expect(elapsed >= .milliseconds(200))
    #expect(elapsed < .seconds(60))
  }

  @Test func cancelledTaskDoesNotWait() async throws {
    let socket = try SilentSocket()
    let driver = PulseDriver.quiet(server: socket.address, timeout: .seconds(60))
    let tasks = (0..<3).map { _ in Task { await driver.devices() } }
    let elapsed = await ContinuousClock().measure {
      for task in tasks { task.cancel() }
      for task in tasks { #expect(await task.value.isEmpty) }
    }
    #expect(elapsed < .seconds(50))
  }

  @Test func openingWithoutAServerFailsWithTheCause() async {
    let device = DeviceDescription(
      microphone: "sine", groupId: "", label: "", address: "sine", audio: .init())
    let error = await #expect(throws: CaptureError.self) {
      try await PulseDriver.quiet(server: "unix:/nonexistent/native")
        .openMicrophone(device, sink: RecordingSink())
    }
    #expect(error?.kind == .unreadable)
    #expect(error?.cause?.domain == .pulseAudio)
    #expect(error?.cause?.text == "Connection refused")
  }

  @Test func reasonIsLoggedOnceForEachChange() async {
    let log = CollectedLog()
    let driver = PulseDriver(
      server: "unix:/nonexistent/native", timeout: .seconds(3), logger: log.logger)
    for _ in 0..<3 { #expect(await driver.devices().isEmpty) }
    #expect(log.lines.count == 1)
    #expect(log.lines.first?.contains("Connection refused") == true)
  }
}
