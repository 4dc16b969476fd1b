import SinkTestSupport
import Testing
import UserMediaCore

@testable import UserMediaV4L2

/// A sink that records what it receives and lets a test wait for it.
final class RecordingSink: VideoSink {
  /// What has been received so far. Unchecked, because addresses are only compared.
  struct Record: @unchecked Sendable, CustomStringConvertible {
    var frameCount = 0
    var timestamps: [Int64] = []
    var arrivals: [Int64] = []
    var sequences: [UInt64] = []
    var sizes: [[Int]] = []
    /// Their sizes in bytes.
    var byteCounts: [Int] = []
    /// Their addresses.
    var addresses: [UnsafeRawPointer?] = []
    /// The first frames, held.
    var held: [VideoFrame] = []
    var drops: [DropReason: Int] = [:]
    var mutings: [Bool] = []
    var reconfigurations: [VideoConfiguration] = []
    var ends: [CaptureError] = []

    var description: String {
      "\(frameCount) frames, muted \(mutings), dropped \(drops), ended \(ends)"
    }
  }

  private let recording = Recording(Record()) { !$0.ends.isEmpty }
  private let holding: Int

  /// A sink that holds the first `holding` frames.
  init(holding: Int = 0) {
    self.holding = holding
  }

  /// What has been received so far.
  var record: Record { recording.record }

  /// Waits until the record meets a condition or the capture has ended; fails the test when neither
  /// happens in time.
  @discardableResult
  func wait(
    sourceLocation: SourceLocation = #_sourceLocation,
    until isMet: @escaping @Sendable (Record) -> Bool
  ) async -> Record {
    await recording.wait(sourceLocation: sourceLocation, until: isMet)
  }

  /// Waits for `count` more frames.
  @discardableResult
  func frames(
    _ count: Int, sourceLocation: SourceLocation = #_sourceLocation
  ) async -> Record {
    let target = record.frameCount + count
    return await wait(sourceLocation: sourceLocation) { $0.frameCount >= target }
  }

  /// Releases the held frames.
  func releaseFrames() {
    recording.note { $0.held = [] }
  }

  func capture(_ frame: VideoFrame) {
    recording.note { record in
      record.frameCount += 1
      record.timestamps.append(frame.timestamp)
      record.arrivals.append(MonotonicClock.now)
      record.sequences.append(frame.sequence)
      record.sizes.append([frame.codedWidth, frame.codedHeight])
      record.byteCounts.append(frame.byteCount)
      record.addresses.append(frame.unsafePlane(0).baseAddress)
      if record.held.count < holding { record.held.append(frame) }
    }
  }

  func captureDropped(_ reason: DropReason, count: Int) {
    recording.note { $0.drops[reason, default: 0] += count }
  }

  func captureReconfigured(_ configuration: VideoConfiguration) {
    recording.note { $0.reconfigurations.append(configuration) }
  }

  func captureMuted(_ muted: Bool) {
    recording.note { $0.mutings.append(muted) }
  }

  func captureEnded(_ error: CaptureError) {
    recording.note { $0.ends.append(error) }
  }
}
