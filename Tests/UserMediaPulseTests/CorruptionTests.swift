import Foundation
import Testing
import UserMediaCore
import UserMediaPulse

/// A server that sends corrupted bytes: every call ends, and delivered audio is valid.
@Suite(
  .enabled(if: SoundServer.isInstalled, "pulseaudio is not installed"), .timeLimit(.minutes(10)))
struct CorruptionTests {
  /// Each run has another kind of corruption at another place. `USERMEDIA_FUZZ_SEED` sets the first
  /// seed, and `USERMEDIA_FUZZ_RUNS` the number of runs.
  private static let seeds: Range<UInt64> = {
    let first = SoundServer.environment["USERMEDIA_FUZZ_SEED"].flatMap(UInt64.init) ?? 1
    let count = SoundServer.environment["USERMEDIA_FUZZ_RUNS"].flatMap(UInt64.init) ?? 40
    return first..<first + count
  }()

  @Test func corruptedBytesEndWithACauseOrValidAudio() async throws {
    // Shared memory would bypass the proxy.
    let server = try await PrivateServer(["--disable-shm=yes"])
    var seeds = Self.seeds.makeIterator()
    var (sounding, failing) = (0, 0)
    try await withThrowingTaskGroup(of: Run.self) { group in
      for _ in 0..<8 {
        if let seed = seeds.next() { group.addTask { try await Self.run(seed, server) } }
      }
      for try await run in group {
        if run.hasSound { sounding += 1 }
        if run.hasFailed { failing += 1 }
        if let seed = seeds.next() { group.addTask { try await Self.run(seed, server) } }
      }
    }
    // Corruption starts late enough for some runs, and early enough for others.
    #expect(sounding > 0 && failing > 0, "\(sounding) gave sound, \(failing) failed")
  }

  private struct Run {
    var hasSound = false
    var hasFailed = false
  }

  private static func run(_ seed: UInt64, _ server: PrivateServer) async throws -> Run {
    var run = Run()
    let proxy = try CorruptingProxy(server.address, seed: seed)
    defer { withExtendedLifetime(proxy) {} }
    let driver = PulseDriver.quiet(
      server: proxy.address, timeout: .milliseconds(500), grace: .milliseconds(500))
    let devices = await driver.devices()
    for device in devices {
      #expect(device.audio?.defaultSampleRate.map { (8000...384_000).contains($0) } ?? true)
      #expect(device.audio?.channelCount.map { (1...32).contains($0.upperBound) } ?? true)
    }
    let device =
      devices.first { $0.address == "sine" }
      ?? DeviceDescription(
        microphone: "sine", groupId: "", label: "", address: "sine", audio: .init())
    let sink = RecordingSink()
    let started = ContinuousClock.now
    do {
      let session = try await driver.openMicrophone(device, sink: sink)
      do {
        let actual = try await session.start(.test)
        #expect(actual.latency >= 0 && actual.latency <= 60)
        // Records for a while, whatever the result.
        for _ in 0..<40 {
          let received = sink.received
          if received.frames > 48000 || !received.ended.isEmpty { break }
          try await Task.sleep(for: .milliseconds(50))
        }
      } catch let error as CaptureError {
        run.hasFailed = true
        #expect(error.cause != nil || error.kind == .notFound || error.kind == .aborted, "\(error)")
      }
      await session.close()
    } catch let error as CaptureError {
      run.hasFailed = true
      #expect(error.cause != nil || error.kind == .notFound, "\(error)")
    }
    let received = sink.received
    run.hasSound = received.frames > 0
    run.hasFailed = run.hasFailed || !received.ended.isEmpty || !received.muted.isEmpty
    let seconds = (ContinuousClock.now - started) / .seconds(1)
    #expect(received.ended.count <= 1)
    for (data, next) in zip(received.sound, received.sound.dropFirst()) {
      #expect(data.timestamp < next.timestamp, "seed \(seed)")
    }
    for data in received.sound {
      let count = data.numberOfFrames * data.numberOfChannels * 2
      #expect(data.numberOfFrames > 0 && count <= 17 << 20, "seed \(seed)")
    }
    // Each hole is at most the backlog, each jump at most the elapsed time.
    #expect(Double(received.overrun) <= 2 * (seconds * 48000 + Double(8 << 20) / 2), "seed \(seed)")
    return run
  }
}
