import Foundation
import Synchronization
import Testing
import UserMediaCore

/// A sink that keeps all it hears, and lets a test wait for it.
final class RecordingSink: AudioSink {
  /// What was heard so far.
  struct Heard: Sendable {
    var sound: [AudioData] = []
    var frames: Int { sound.reduce(0) { $0 + $1.numberOfFrames } }
    var overrun = 0
    var muted: [Bool] = []
    var ended: [CaptureError] = []
    var moved: [DeviceDescription] = []
  }

  private struct Waiter {
    let isEnough: @Sendable (Heard) -> Bool
    let continuation: CheckedContinuation<Heard?, Never>
  }

  private struct State {
    var heard = Heard()
    var waiters: [UUID: Waiter] = [:]
  }

  private let state = Mutex(State())
  private let onSound: @Sendable (AudioData) -> Void

  /// A sink that also calls `onSound` on the driver's thread.
  init(onSound: @escaping @Sendable (AudioData) -> Void = { _ in }) {
    self.onSound = onSound
  }

  /// Has the next one muted be the first.
  func forgetMuted() { change { $0.muted = [] } }

  var heard: Heard { state.withLock(\.heard) }

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

  /// Waits until what was heard is enough; a failed test when that takes too long.
  @discardableResult
  func wait(
    seconds: Double = 30, sourceLocation: SourceLocation = #_sourceLocation,
    until isEnough: @escaping @Sendable (Heard) -> Bool
  ) async throws -> Heard {
    let id = UUID()
    let heard = await withCheckedContinuation { continuation in
      let now = state.withLock { state -> Heard? in
        if isEnough(state.heard) { return state.heard }
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
      heard, "waited \(seconds) s in vain; heard \(self.heard)", sourceLocation: sourceLocation)
  }

  private func change(_ body: (inout Heard) -> Void) {
    let ready = state.withLock { state in
      body(&state.heard)
      let ready = state.waiters.filter { $0.value.isEnough(state.heard) }
      for id in ready.keys { state.waiters[id] = nil }
      return ready.values.map { ($0.continuation, state.heard) }
    }
    for (continuation, heard) in ready { continuation.resume(returning: heard) }
  }
}
