import Foundation
import Synchronization
import Testing
import UserMediaCore
import UserMediaPulse

@Suite(.enabled(if: SoundServer.isInstalled, "pulseaudio is not installed"))
struct ServerLossTests {
  @Test func killedServerEndsSessionsWithTheCause() async throws {
    let server = try await PrivateServer()
    let driver = PulseDriver.quiet(server: server.address, grace: .milliseconds(300))
    let sink = RecordingSink()
    let session = try await driver.record("sine", to: sink)
    try await sink.wait { $0.frames > 0 }
    await server.kill()
    let error = try #require(try await sink.wait { !$0.ended.isEmpty }.ended.first)
    #expect(error.kind == .unreadable)
    #expect(error.cause?.domain == .pulseAudio)
    #expect(error.cause?.code == 11)  // PA_ERR_CONNECTIONTERMINATED
    #expect(error.cause?.text == "Connection terminated")
    await session.close()
    #expect(sink.received.ended.count == 1)
    #expect(sink.received.muted == [true])
    #expect(await driver.devices().isEmpty)
  }

  @Test(arguments: [AudioProcessing.none, AudioProcessing(noiseSuppression: true)])
  func sessionResumesWhenTheServerReturns(processing: AudioProcessing) async throws {
    let server = try await PrivateServer()
    let driver = PulseDriver.quiet(server: server.address, grace: .seconds(30))
    let sink = RecordingSink()
    var configuration = AudioConfiguration.test
    configuration.processing = processing
    let session = try await driver.record("sine", configuration, to: sink)
    try await sink.wait { $0.frames > 0 }
    await server.kill()
    let lost = try await sink.wait { $0.muted == [true] }
    try await server.start()
    let received = try await sink.wait {
      $0.muted == [true, false] && $0.frames > lost.frames + 4800
    }
    #expect(received.ended.isEmpty)
    for (data, next) in zip(received.sound, received.sound.dropFirst()) {
      #expect(data.timestamp < next.timestamp)
    }
    // Modules of the lost server are loaded into the new one.
    let modules = try await server.pactl("list", "short", "modules")
    let loaded = modules.split(separator: "\n").count { $0.contains("source_master=sine") }
    #expect(loaded == (processing == .none ? 0 : 1))
    await session.close()
    #expect(try await !server.pactl("list", "short", "modules").contains("source_master=sine"))
  }

  @Test func sessionClosedMeanwhileStaysClosed() async throws {
    let server = try await PrivateServer()
    let driver = PulseDriver.quiet(server: server.address, grace: .seconds(30))
    let sink = RecordingSink()
    let session = try await driver.record("sine", to: sink)
    try await sink.wait { $0.frames > 0 }
    await server.kill()
    let lost = try await sink.wait { $0.muted == [true] }
    await session.close()
    try await server.start()
    #expect(await driver.devices().count == 2)
    #expect(try await server.pactl("list", "short", "source-outputs").isEmpty)
    #expect(sink.received.sound.count == lost.sound.count)
    #expect(sink.received.ended.isEmpty)
  }

  @Test func missingSourceAfterARestartEndsTheSession() async throws {
    let server = try await PrivateServer()
    let driver = PulseDriver.quiet(server: server.address, grace: .seconds(3))
    let sink = RecordingSink()
    try await server.pactl("load-module", "module-null-sink", "sink_name=passing")
    let session = try await driver.record("passing.monitor", to: sink)
    try await sink.wait { $0.frames > 0 }
    await server.kill()
    try await server.start()
    let error = try #require(try await sink.wait { !$0.ended.isEmpty }.ended.first)
    #expect(error.cause?.code == 11)  // PA_ERR_CONNECTIONTERMINATED
    #expect(sink.received.muted == [true])
    await session.close()
  }

  @Test func sourceThatAppearsAfterItsServerIsUsed() async throws {
    let server = try await PrivateServer()
    let driver = PulseDriver.quiet(server: server.address, grace: .seconds(30))
    let sink = RecordingSink()
    try await server.pactl("load-module", "module-null-sink", "sink_name=late")
    let session = try await driver.record("late.monitor", to: sink)
    let lost = try await sink.wait { $0.frames > 0 }
    await server.kill()
    try await server.start()
    #expect(await driver.devices().count == 2)
    try await server.pactl("load-module", "module-null-sink", "sink_name=late")
    let received = try await sink.wait {
      $0.muted == [true, false] && $0.frames > lost.frames + 4800
    }
    #expect(received.ended.isEmpty)
    await session.close()
  }

  @Test func suspendedServerMutesUntilItResumes() async throws {
    let server = try await PrivateServer()
    let driver = PulseDriver.quiet(server: server.address, timeout: .seconds(2))
    let sink = RecordingSink()
    let session = try await driver.record("n1.monitor", to: sink)
    try await sink.wait { $0.frames > 0 }
    server.freeze()
    let muted = try await sink.wait { $0.muted.last == true }
    server.thaw()
    let received = try await sink.wait {
      $0.muted.last == false && $0.frames > muted.frames + 4800
    }
    await session.close()
    #expect(received.ended.isEmpty)
    for (data, next) in zip(received.sound, received.sound.dropFirst()) {
      #expect(data.timestamp < next.timestamp)
    }
  }

  @Test func suspendedServerTimesOut() async throws {
    let server = try await PrivateServer()
    let driver = PulseDriver.quiet(server: server.address, timeout: .seconds(1))
    let sink = RecordingSink()
    let session = try await driver.record("sine", to: sink)
    server.freeze()
    let elapsed = await ContinuousClock().measure { #expect(await driver.devices().isEmpty) }
    #expect(elapsed < .seconds(60))
    await #expect(throws: CaptureError.self) { try await session.start(.test) }
    await session.close()
    server.thaw()
    #expect(await !driver.devices().isEmpty)
  }

  @Test func driverFindsALaterServer() async throws {
    let server = try await PrivateServer()
    let address = server.address
    let driver = PulseDriver.quiet(server: address)
    #expect(await driver.devices().count == 2)
    await server.kill()
    #expect(await driver.devices().isEmpty)
    try await server.start()
    #expect(await driver.devices().count == 2)
  }

  @Test func audioDroppedByTheServerIsCounted() async throws {
    let server = try await PrivateServer()
    // The server buffers 4 MiB for a client that doesn't read: a third of a second of this.
    let configuration = AudioConfiguration(
      sampleRate: 96000, channelCount: 32, format: .f32, latency: 0.02)
    let isFirst = Mutex(true)
    let sink = RecordingSink { _ in
      let first = isFirst.withLock { first in
        defer { first = false }
        return first
      }
      if first { Thread.sleep(forTimeInterval: 1.5) }
    }
    let session = try await PulseDriver.quiet(server: server.address)
      .record("n1.monitor", configuration, to: sink)
    let received = try await sink.wait { $0.overrun > 0 }
    await session.close()
    #expect(received.overrun > 96000 / 4)
    #expect(received.overrun < 96000 * 10)
    #expect(received.ended.isEmpty)
  }
}
