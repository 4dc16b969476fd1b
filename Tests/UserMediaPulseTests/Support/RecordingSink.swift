import Foundation
import Synchronization
import Testing
import UserMediaCore

/// A sink that records everything it receives, and lets a test wait for it.
final class RecordingSink: AudioSink {
  /// What has been received so far.
  struct Received: Sendable {
    var sound: [AudioData] = []
    var frames: Int { sound.reduce(0) { $0 + $1.numberOfFrames } }
    var overrun = 0
    var muted: [Bool] = []
    var ended: [CaptureError] = []
    var moved: [DeviceDescription] = []
  }

  private struct Waiter {
    let isEnough: @Sendable (Received) -> Bool
    let continuation: CheckedContinuation<Received?, Never>
  }

  private struct State {
    var received = Received()
    var waiters: [UUID: Waiter] = [:]
  }

  private let state = Mutex(State())
  private let onSound: @Sendable (AudioData) -> Void

  /// Creates a sink that also calls `onSound` on the driver's thread.
  init(onSound: @escaping @Sendable (AudioData) -> Void = { _ in }) {
    self.onSound = onSound
  }

  /// Forgets earlier mute events.
  func forgetMuted() { change { $0.muted = [] } }

  var received: Received { state.withLock(\.received) }

  func capture(_ data: AudioData) {
    change { $0.sound.append(data) }
    onSound(data)
  }
  func captureDropped(_ reason: DropReason, count: Int) { change { $0.overrun += count } }
  func captureMuted(_ muted: Bool) { change { $0.muted.append(muted) } }
  func captureEnded(_ error: CaptureError) { change { $0.ended.append(error) } }
  func captureMoved(to device: DeviceDescription, as configuration: AudioConfiguration) {
    change { $0.moved.append(device) }
  }

  /// Waits until the record meets a condition; fails the test after a time limit.
  @discardableResult
  func wait(
    seconds: Double = 30, sourceLocation: SourceLocation = #_sourceLocation,
    until isEnough: @escaping @Sendable (Received) -> Bool
  ) async throws -> Received {
    let id = UUID()
    let received = await withCheckedContinuation { continuation in
      let now = state.withLock { state -> Received? in
        if isEnough(state.received) { return state.received }
        state.waiters[id] = Waiter(isEnough: isEnough, continuation: continuation)
        return nil
      }
      if let now { return continuation.resume(returning: now) }
      DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { [weak self] in
        let waiter = self?.state.withLock { $0.waiters.removeValue(forKey: id) }
        waiter?.continuation.resume(returning: nil)
      }
    }
    return try #require(
      received, "waited \(seconds) s in vain; received \(self.received)",
      sourceLocation: sourceLocation)
  }

  private func change(_ body: (inout Received) -> Void) {
    let ready = state.withLock { state in
      body(&state.received)
      let ready = state.waiters.filter { $0.value.isEnough(state.received) }
      for id in ready.keys { state.waiters[id] = nil }
      return ready.values.map { ($0.continuation, state.received) }
    }
    for (continuation, received) in ready { continuation.resume(returning: received) }
  }
}
