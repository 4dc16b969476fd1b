public import UserMediaCore

/// Encodes audio (WebCodecs, `AudioEncoder`): for programs that send or store packets themselves.
///
/// Encoding happens in the background, in order. The encoder takes audio of every format, rate and
/// number of channels, and resamples it to follow the clock of its timestamps: a gap becomes
/// silence, and a device that runs fast or slow is corrected.
public final class AudioEncoder: Sendable {
  private let core: EncoderCore<AudioData>

  /// Creates an encoder.
  /// - Parameters:
  ///   - output: receives each packet, one call at a time, on a thread of the encoder.
  ///   - error: receives what closed the encoder, likewise.
  public init(
    output: @escaping @Sendable (EncodedAudioChunk) -> Void = { _ in },
    error: @escaping @Sendable (DOMException) -> Void
  ) {
    core = EncoderCore(label: "UserMedia.AudioEncoder", output: output, error: error)
  }

  /// Whether the encoder is configured.
  public var state: CodecState { core.codecState }

  /// The number of chunks of audio waiting to be encoded.
  public var encodeQueueSize: Int { core.queueSize }

  /// Packets from now on; like ``VideoEncoder/chunks()``.
  public func chunks() -> AsyncStream<EncodedAudioChunk> { core.sequence() }

  /// Prepares for encoding; audio already queued is encoded as configured before.
  /// - Throws: like ``VideoEncoder/configure(_:)``.
  public func configure(_ config: AudioEncoderConfig) throws(DOMException) {
    try core.configure { () throws(DOMException) in try SoundEncoder(config) }
  }

  /// Queues a chunk of audio.
  /// - Throws: `InvalidStateError` unless the encoder is configured.
  public func encode(_ data: AudioData) throws(DOMException) {
    try core.encode(data, keyFrame: false)
  }

  /// Waits until all queued audio has been output; the last packet is completed with silence.
  /// - Throws: like ``VideoEncoder/flush()``.
  public func flush() async throws(DOMException) { try await core.flush() }

  /// Drops all queued audio and the configuration.
  /// - Throws: `InvalidStateError` if the encoder is closed.
  public func reset() throws(DOMException) { try core.reset() }

  /// Drops all queued audio, and ends the encoder.
  /// - Throws: `InvalidStateError` if the encoder is closed.
  public func close() throws(DOMException) { try core.close() }

  /// Whether an encoder can be configured so.
  public static func isConfigSupported(_ config: AudioEncoderConfig) async -> Bool {
    (try? SoundEncoder(config)) != nil
  }
}
