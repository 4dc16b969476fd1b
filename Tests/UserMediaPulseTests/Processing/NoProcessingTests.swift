import Testing
import UserMediaCore
import UserMediaPulse

/// A server that doesn't allow loading modules.
@Suite(.enabled(if: SoundServer.isInstalled, "pulseaudio is not installed"))
struct NoProcessingTests {
  @Test func capabilitiesExcludeProcessing() async throws {
    let server = try await PrivateServer(["--disallow-module-loading"])
    let devices = await PulseDriver.quiet(server: server.address).devices()
    #expect(devices.count == 2)
    for audio in devices.map(\.audio) {
      #expect(audio?.echoCancellation == [false])
      #expect(audio?.autoGainControl == [false])
      #expect(audio?.noiseSuppression == [false])
    }
  }

  @Test func startingWithItFailsWithTheCause() async throws {
    let server = try await PrivateServer(["--disallow-module-loading"])
    var configuration = AudioConfiguration.test
    configuration.processing.echoCancellation = true
    let driver = PulseDriver.quiet(server: server.address)
    let error = await #expect(throws: CaptureError.self) {
      try await driver.record("sine", configuration, to: RecordingSink())
    }
    #expect(error?.cause?.call == "pa_context_load_module")
    #expect(error?.cause?.code == 14)  // PA_ERR_MODINITFAILED
  }

  @Test func theLoudspeakersMonitorIsNotProcessed() async throws {
    let server = try await PrivateServer()
    let devices = await PulseDriver.quiet(server: server.address).devices()
    #expect(devices.map(\.address) == ["sine", "n1.monitor"])
    #expect(devices.map(\.audio?.echoCancellation) == [[true, false], [false]])
  }
}
