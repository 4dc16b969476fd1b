import Dispatch
import UserMediaCore
import UserMediaRecording

/// Records a track of audio. None of it is dropped: it takes little, and a gap is heard.
///
/// Unchecked, because only its queue uses the variables.
final class SoundFeed: TrackFeed, @unchecked Sendable {
  /// How long to wait for a microphone's audio, in microseconds, before silence takes its place.
  private static let latency: Int64 = 1_000_000
  /// The most audio that waits for the encoder, in bytes: half a minute of stereo at 48 kHz.
  private static let byteCount = 12 << 20

  private let context: FeedContext
  private let data = FeedQueue<AudioData>(label: "UserMedia.recording.audio")
  private let encoder: SoundEncoder
  private var hasEnded = false

  init(_ context: FeedContext, _ config: AudioEncoderConfig) throws(DOMException) {
    self.context = context
    encoder = try SoundEncoder(config)
    encoder.start = 0
    let format = encoder.packetEncoder
    context.writer.describe(
      .audio(
        codec: config.codec, sampleRate: format.sampleRate,
        numberOfChannels: format.numberOfChannels, leadingFrames: format.leadingFrames),
      track: context.index)
  }

  var encoded: Int { 0 }
  var dropped: Int { 0 }

  func start() {
    data.start(
      context.track.audioPort, .lossless(upToByteCount: Self.byteCount), size: { $0.byteCount },
      handler: { [self] in encode($0) })
  }

  func tick() {
    data.queue.async { [self] in
      guard !hasEnded else { return }
      if context.track.readyState == .ended { return end() }
      attempt { () throws(DOMException) in
        try encoder.fill(to: context.clock.now - Self.latency, context.emit)
      }
    }
  }

  func finish(_ group: DispatchGroup) {
    data.stop()
    data.queue.async(group: group) { [self] in end() }
  }

  private func end() {
    guard !hasEnded else { return }
    data.drain()
    hasEnded = true
    attempt { () throws(DOMException) in try encoder.flush(context.emit) }
    context.writer.end(track: context.index)
    data.release()
  }

  private func encode(_ sound: AudioData) {
    guard !hasEnded else { return }
    // A chunk during which the recording starts counts from there.
    let end = sound.timestamp + sound.duration
    guard
      let position = context.clock.position(of: sound.timestamp)
        ?? context.clock.position(of: end).map({ $0 - sound.duration })
    else { return }
    let placed = AudioData(
      buffer: sound.buffer, format: sound.format, sampleRate: sound.sampleRate,
      numberOfFrames: sound.numberOfFrames, numberOfChannels: sound.numberOfChannels,
      timestamp: position)
    attempt { () throws(DOMException) in
      try encoder.encode(placed, keyFrame: false, context.emit)
    }
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
