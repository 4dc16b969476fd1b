#if Screen
import SinkTestSupport
import Testing
import UserMediaCore

/// A sink that records what it receives and lets a test wait for it.
final class RecordingSink: VideoSink {
  /// What has been received so far.
  struct Record: Sendable, CustomStringConvertible {
    var frames: [Picture] = []
    /// The first frames, held.
    var held: [VideoFrame] = []
    var changes: [VideoConfiguration] = []
    var mutings: [Bool] = []
    var ends: [CaptureError] = []
    var drops: [DropReason: Int] = [:]

    var description: String {
      "\(frames.count) frames, muted \(mutings), dropped \(drops), ended \(ends)"
    }
  }

  /// A copy of a frame's data, so that its memory is returned.
  struct Picture: Sendable {
    var width: Int
    var height: Int
    var timestamp: Int64
    var sequence: UInt64
    var pixels: [UInt32]
    var address: UInt

    /// A pixel's colour, red in the highest of three bytes.
    func color(x: Int, y: Int) -> UInt32 { pixels[y * width + x] & 0xffffff }
  }

  private let recording = Recording(Record()) { !$0.ends.isEmpty }
  private let holding: Int

  /// A sink that holds the first `holding` frames.
  init(holding: Int = 0) {
    self.holding = holding
  }

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
    let target = record.frames.count + count
    return await wait(sourceLocation: sourceLocation) { $0.frames.count >= target }
  }

  /// Waits for a frame that meets a condition.
  @discardableResult
  func frame(
    sourceLocation: SourceLocation = #_sourceLocation,
    where isMet: @escaping @Sendable (Picture) -> Bool
  ) async -> Picture? {
    await wait(sourceLocation: sourceLocation) { $0.frames.last.map(isMet) ?? false }.frames.last
  }

  /// Releases the held frames.
  func releaseFrames() {
    recording.note { $0.held = [] }
  }

  func capture(_ frame: VideoFrame) {
    let pixels = frame.pixels
    recording.note { record in
      // Only the last frame's pixels are needed.
      if let last = record.frames.indices.last { record.frames[last].pixels = [] }
      record.frames.append(
        Picture(
          width: frame.codedWidth, height: frame.codedHeight, timestamp: frame.timestamp,
          sequence: frame.sequence, pixels: pixels,
          address: UInt(bitPattern: frame.unsafePlane(0).baseAddress)))
      if record.held.count < holding { record.held.append(frame) }
    }
  }

  func captureReconfigured(_ configuration: VideoConfiguration) {
    recording.note { $0.changes.append(configuration) }
  }

  func captureDropped(_ reason: DropReason, count: Int) {
    recording.note { $0.drops[reason, default: 0] += count }
  }

  func captureMuted(_ muted: Bool) {
    recording.note { $0.mutings.append(muted) }
  }

  func captureEnded(_ error: CaptureError) {
    recording.note { $0.ends.append(error) }
  }
}

extension VideoFrame {
  /// The pixels, blue in the lowest byte.
  var pixels: [UInt32] { Array(unsafePlane(0).bindMemory(to: UInt32.self)) }
}
#endif
