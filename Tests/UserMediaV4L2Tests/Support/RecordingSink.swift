import Synchronization
import UserMediaCore

@testable import UserMediaV4L2

/// A sink that notes what it hears and lets a test wait for it.
final class RecordingSink: VideoSink {
  /// What was heard so far. Unchecked, because addresses are only compared.
  struct Record: @unchecked Sendable {
    var frameCount = 0
    var timestamps: [Int64] = []
    var arrivals: [Int64] = []
    var sequences: [UInt64] = []
    var sizes: [[Int]] = []
    /// Where the frames lay.
    var addresses: [UnsafeRawPointer?] = []
    /// The first frames, held.
    var held: [VideoFrame] = []
    var drops: [DropReason: Int] = [:]
    var mutings: [Bool] = []
    var reconfigurations: [VideoConfiguration] = []
    var ends: [CaptureError] = []
  }

  private struct State {
    var record = Record()
    var waiters: [(isMet: @Sendable (Record) -> Bool, done: CheckedContinuation<Record, Never>)] =
      []
  }

  private let state = Mutex(State())
  private let holding: Int

  /// A sink that keeps hold of the first `holding` frames.
  init(holding: Int = 0) {
    self.holding = holding
  }

  /// What was heard so far.
  var record: Record { state.withLock { $0.record } }

  /// Waits until what was heard meets a condition, or the device has ended.
  @discardableResult
  func wait(until isMet: @escaping @Sendable (Record) -> Bool) async -> Record {
    await withCheckedContinuation { continuation in
      let record: Record? = state.withLock { state in
        if isMet(state.record) || !state.record.ends.isEmpty { return state.record }
        state.waiters.append((isMet, continuation))
        return nil
      }
      if let record { continuation.resume(returning: record) }
    }
  }

  /// Waits until `count` more frames were heard.
  @discardableResult
  func frames(_ count: Int) async -> Record {
    let target = record.frameCount + count
    return await wait { $0.frameCount >= target }
  }

  /// Lets go of the frames that are held.
  func letGo() {
    state.withLock { $0.record.held = [] }
  }

  private func note(_ change: (inout Record) -> Void) {
    let (met, record) = state.withLock { state in
      change(&state.record)
      let record = state.record
      let met = state.waiters.filter { $0.isMet(record) || !record.ends.isEmpty }
      state.waiters.removeAll { $0.isMet(record) || !record.ends.isEmpty }
      return (met, record)
    }
    for waiter in met { waiter.done.resume(returning: record) }
  }

  func capture(_ frame: VideoFrame) {
    note { record in
      record.frameCount += 1
      record.timestamps.append(frame.timestamp)
      record.arrivals.append(CaptureClock.now)
      record.sequences.append(frame.sequence)
      record.sizes.append([frame.codedWidth, frame.codedHeight])
      record.addresses.append(frame.unsafePlane(0).baseAddress)
      if record.held.count < holding { record.held.append(frame) }
    }
  }

  func captureDropped(_ reason: DropReason, count: Int) {
    note { $0.drops[reason, default: 0] += count }
  }

  func captureReconfigured(_ configuration: VideoConfiguration) {
    note { $0.reconfigurations.append(configuration) }
  }

  func captureMuted(_ muted: Bool) {
    note { $0.mutings.append(muted) }
  }

  func captureEnded(_ error: CaptureError) {
    note { $0.ends.append(error) }
  }
}
