import Foundation
import SinkTestSupport
import Synchronization
import Testing
import UserMediaCore
import UserMediaSynthetic

/// Sinks are called with no lock of the driver held, one call after another, and none after a stop.
@Suite(.timeLimit(.minutes(5))) struct UnlockedDeliveryTests {
  private static let mode = VideoConfiguration(
    pixelFormat: .yuyv, width: 320, height: 180, frameRate: FrameRate(60))

  /// A sink that runs an action at each call, and checks that no two calls overlap.
  private final class Sink: VideoSink {
    let recorder = Recorder<Void>()
    let isCalled = Atomic(false)
    let hasOverlapped = Atomic(false)
    let onCall: @Sendable (Heard<Void>) -> Void

    init(_ onCall: @escaping @Sendable (Heard<Void>) -> Void) { self.onCall = onCall }

    private func hear(_ what: Heard<Void>) {
      if isCalled.exchange(true, ordering: .acquiringAndReleasing) {
        hasOverlapped.store(true, ordering: .relaxed)
      }
      onCall(what)
      isCalled.store(false, ordering: .releasing)
      recorder.hear(what)
    }

    func capture(_ frame: VideoFrame) { hear(.piece(())) }
    func captureDropped(_ reason: DropReason, count: Int) { hear(.dropped(reason, count)) }
    func captureMuted(_ muted: Bool) { hear(.muted(muted)) }
    func captureEnded(_ error: CaptureError) { hear(.ended(error)) }
  }

  @Test func aSinkMayUseTheDriver() async throws {
    let driver = SyntheticDriver()
    let device = await driver.devices()[0]
    let sink = Sink { what in
      // Each makes another call to this very sink.
      switch what {
      case .piece: driver.inject(.muted, into: device.id)
      case .muted(true): driver.clear(.muted, of: device.id)
      case .muted(false): driver.inject(.unplugged, into: device.id)
      case .dropped, .ended: break
      }
    }
    let session = try await driver.openCamera(device, sink: sink)
    _ = try await session.start(Self.mode)
    var calls: [String] = []
    for await what in sink.recorder.heard {
      switch what {
      case .piece: calls.append("frame")
      case .muted(let muted): calls.append(muted ? "mute" : "unmute")
      case .ended: calls.append("ended")
      case .dropped: continue
      }
      if calls.last == "ended" { break }
    }
    #expect(calls == ["frame", "mute", "unmute", "ended"])
    let hasOverlapped = sink.hasOverlapped.load(ordering: .relaxed)
    #expect(!hasOverlapped)
    await session.close()
  }

  @Test func aTaskResumedInlineByASinkCanStopTheSession() async throws {
    let driver = SyntheticDriver()
    let (pieces, piece) = AsyncStream.makeStream(of: Void.self)
    let sink = Sink { what in
      if case .piece = what { piece.yield() }
    }
    let session = try await driver.openCamera(driver.devices()[0], sink: sink)
    let task = Task(executorPreference: InlineExecutor()) {
      for await _ in pieces { break }
      await session.stop()
      return sink.isCalled.load(ordering: .acquiring)
    }
    _ = try await session.start(Self.mode)
    // The sink's call resumed the task, and stopping waited for that call to return.
    #expect(await !task.value)
    await session.close()
  }

  @Test func stopWaitsForARunningCallAndNoneFollows() async throws {
    let driver = SyntheticDriver()
    let calls = Atomic(0)
    let sink = Sink { _ in
      calls.add(1, ordering: .sequentiallyConsistent)
      Thread.sleep(forTimeInterval: 0.02)
    }
    let device = await driver.devices()[0]
    let session = try await driver.openCamera(device, sink: sink)
    for _ in 0..<20 {
      _ = try await session.start(Self.mode)
      for await case .piece in sink.recorder.heard { break }
      driver.inject(.muted, into: device.id)
      driver.clear(.muted, of: device.id)
      await session.stop()
      let isCalled = sink.isCalled.load(ordering: .acquiring)
      let count = calls.load(ordering: .sequentiallyConsistent)
      #expect(!isCalled)
      try await Task.sleep(for: .milliseconds(30))
      #expect(count == calls.load(ordering: .sequentiallyConsistent))
    }
    let hasOverlapped = sink.hasOverlapped.load(ordering: .relaxed)
    #expect(!hasOverlapped)
    await session.close()
  }
}
