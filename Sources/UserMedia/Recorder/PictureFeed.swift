import Dispatch
import Synchronization
import UserMediaCore
import UserMediaRecording

/// Records a track of pictures.
///
/// If the encoder falls behind, the oldest picture waiting is dropped; if the output does, new ones
/// are. Both happen before encoding, so no picture ever depends on one that is missing.
///
/// Unchecked, because only its queue uses the variables.
final class PictureFeed: TrackFeed, @unchecked Sendable {
  /// Pictures that wait for the encoder: few, since each may hold a buffer of the camera's.
  private static let capacity = 4
  private let context: FeedContext
  private let data = FeedQueue<VideoFrame>(label: "UserMedia.recording.video")
  private let config: VideoEncoderConfig
  /// The time between key frames in microseconds.
  private let keyFrameInterval: Int64
  /// The bytes that may wait for the output before pictures are dropped.
  private let backlogLimit: Int
  private var encoder: (any ChunkEncoder<VideoFrame>)?
  private var lastKey: Int64?
  private var last: Int64?
  private let blank = Blank()
  private var isBlank = false
  private var hasEnded = false
  private let done = Atomic(0)
  private let skipped = Atomic(0)

  /// - Parameter config: the size is that of the first picture.
  init(
    _ context: FeedContext, _ config: VideoEncoderConfig, keyFrameInterval: Int64, backlogLimit: Int
  ) {
    self.backlogLimit = backlogLimit
    self.context = context
    self.config = config
    self.keyFrameInterval = keyFrameInterval
  }

  var encoded: Int { done.load(ordering: .relaxed) }
  var dropped: Int { data.dropped + skipped.load(ordering: .relaxed) }

  func start() {
    data.start(
      context.track.videoPort, .newest(Self.capacity), size: { $0.byteCount },
      handler: { [self] in take($0) })
  }

  private func take(_ frame: VideoFrame) {
    guard let shaped = context.track.shaped(frame),
      let position = context.clock.position(of: shaped.timestamp)
    else { return }
    isBlank = false
    encode(shaped, at: position)
  }

  func tick() {
    data.queue.async { [self] in
      guard !hasEnded else { return }
      if context.track.readyState == .ended { return end() }
      if context.track.muted { paintBlack() }
    }
  }

  func finish(_ group: DispatchGroup) {
    data.stop()
    data.queue.async(group: group) { [self] in end() }
  }

  /// A muted track is recorded as black (MediaStream Recording, 2.3): one picture at once, then one
  /// each second.
  private func paintBlack() {
    // A frame after the last picture, at least.
    let now = max(context.clock.now, last.map { $0 + 33_333 } ?? 0)
    guard !isBlank || now - (last ?? 0) >= 1_000_000 else { return }
    let settings = context.track.getSettings()
    let black = blank.black(
      width: settings.width ?? 640, height: settings.height ?? 480, timestamp: now, duration: nil,
      sequence: 0)
    guard let black else { return }
    isBlank = true
    encode(black, at: now)
  }

  private func end() {
    guard !hasEnded else { return }
    data.drain()
    // The header needs a picture's size.
    if encoder == nil { paintBlack() }
    hasEnded = true
    attempt { () throws(DOMException) in try encoder?.flush(context.emit) }
    context.writer.end(track: context.index)
    data.release()
  }

  private func encode(_ frame: VideoFrame, at position: Int64) {
    guard !hasEnded, position > last ?? -1 else { return }
    guard context.writer.backlog < backlogLimit else {
      skipped.add(1, ordering: .relaxed)
      return
    }
    let isKey = lastKey.map { position - $0 >= keyFrameInterval } ?? true
    last = position
    if isKey { lastKey = position }
    let placed = VideoFrame(
      buffer: frame.buffer, layout: frame.layout, byteCount: frame.byteCount, timestamp: position,
      duration: frame.duration, sequence: frame.sequence)
    attempt { () throws(DOMException) in
      try preparedEncoder(placed).encode(placed, keyFrame: isKey, context.emit)
      done.add(1, ordering: .relaxed)
    }
  }

  /// The encoder, created with the first picture's size.
  private func preparedEncoder(
    _ frame: VideoFrame
  ) throws(DOMException) -> any ChunkEncoder<VideoFrame> {
    if let encoder { return encoder }
    var config = config
    // H.264 has even sizes only.
    let mask = isH264(config.codec) ? ~1 : ~0
    config.width = max(frame.codedWidth & mask, mask & 2)
    config.height = max(frame.codedHeight & mask, mask & 2)
    let new = try makePictureEncoder(config)
    context.writer.describe(
      .video(
        codec: config.codec, width: config.width, height: config.height,
        colorSpace: try frame.converted(to: .i420).colorSpace),
      track: context.index)
    encoder = new
    return new
  }

  private func attempt(_ body: () throws(DOMException) -> Void) {
    do throws(DOMException) {
      try body()
    } catch {
      hasEnded = true
      context.failed(error)
    }
  }
}
