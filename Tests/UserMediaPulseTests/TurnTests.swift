import Dispatch
import Foundation
import Synchronization
import Testing
import UserMediaCore
import UserMediaPulse

/// Sessions that are stopped or started during a recovery.
@Suite(.enabled(if: SoundServer.isInstalled, "pulseaudio is not installed"))
struct TurnTests {
  /// A sink that is slow to handle the end.
  private final class SlowSink: AudioSink {
    let sound = DispatchSemaphore(value: 0)
    let end = DispatchSemaphore(value: 0)
    let isStopped = Atomic(false)
    let wasStoppedWhileTold = Atomic(false)

    func capture(_ data: AudioData) { sound.signal() }
    func captureDropped(_ reason: DropReason, count: Int) {}
    func captureMuted(_ muted: Bool) {}
    func captureEnded(_ error: CaptureError) {
      end.signal()
      Thread.sleep(forTimeInterval: 0.5)
      wasStoppedWhileTold.store(isStopped.load(ordering: .acquiring), ordering: .releasing)
    }
  }

  @Test func stopWaitsForARecoverysCallbacks() async throws {
    let server = try await PrivateServer()
    let driver = PulseDriver.quiet(server: server.address, grace: .milliseconds(100))
    let device = try #require(await driver.devices().first { $0.address == "sine" })
    let sink = SlowSink()
    let session = try await driver.openMicrophone(device, sink: sink)
    _ = try await session.start(.test)
    #expect(await isSignalled(sink.sound))
    await server.kill()
    #expect(await isSignalled(sink.end))
    await session.stop()
    sink.isStopped.store(true, ordering: .releasing)
    // Longer than the sink takes, in case nothing waits for it.
    try await Task.sleep(for: .seconds(1))
    let wasStoppedWhileTold = sink.wasStoppedWhileTold.load(ordering: .acquiring)
    #expect(!wasStoppedWhileTold)
    await session.close()
  }

  @Test func startDuringARecoveryReplacesIt() async throws {
    let server = try await PrivateServer()
    let driver = PulseDriver.quiet(server: server.address, grace: .milliseconds(300))
    let sink = RecordingSink()
    let session = try await driver.record("sine", to: sink)
    for _ in 0..<10 {
      let before = try await sink.wait { $0.muted.last != true && $0.frames > 0 }
      await server.kill()
      try await sink.wait { $0.muted.last == true }
      async let started: Void = server.start()
      await session.stop()
      try await started
      let ended = sink.received.ended.count
      _ = try await session.start(.test)
      // A session that starts delivers audio, and nothing of the previous turn.
      let received = try await sink.wait { $0.frames > before.frames + 480 }
      #expect(received.ended.count == ended)
      sink.forgetMuted()
    }
    await session.close()
  }

  private func isSignalled(_ semaphore: DispatchSemaphore) async -> Bool {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(returning: semaphore.wait(timeout: .now() + 30) == .success)
      }
    }
  }
}
