import FileTestSupport
import Foundation
import Testing
import UserMediaCore

@testable import UserMediaPulse

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

  /// No tone stands in for a sound server that has no microphone.
  @Test func aServerWithoutASourceIsPresent() async throws {
    let server = try await PrivateServer()
    for module in ["module-sine-source", "module-null-sink"] {
      try await server.pactl("unload-module", module)
    }
    let driver = PulseDriver(
      server: nil, timeout: .seconds(15), grace: .seconds(5),
      place: ServerPlace(variable: { $0 == "PULSE_SERVER" ? "unix:/nonexistent" : nil }),
      logger: CollectedLog().logger)
    #expect(driver.isSystemPresent)
    let nobody = PulseDriver(
      server: nil, timeout: .seconds(15), grace: .seconds(5),
      place: ServerPlace(
        variable: { _ in nil }, commonSettings: "/nonexistent", commonSocket: "/nonexistent"),
      logger: CollectedLog().logger)
    #expect(!nobody.isSystemPresent)
    let reached = PulseDriver.quiet(server: server.address)
    #expect(try await reached.listDevices().isEmpty)
    #expect(reached.isSystemPresent)
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
