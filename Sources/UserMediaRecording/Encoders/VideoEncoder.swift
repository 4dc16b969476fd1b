public import UserMediaCore

/// Encodes pictures (WebCodecs, `VideoEncoder`): for programs that send or store chunks themselves.
///
/// Encoding happens in the background, in order. The encoder takes pictures of every format: I420
/// in place, a camera's JPEG after decoding it once. A picture of another size is fitted into the
/// configured one, with black bars.
///
///     let encoder = VideoEncoder(output: { chunk in send(chunk) }, error: { print($0) })
///     try encoder.configure(.init(codec: "vp8", width: 1280, height: 720, latencyMode: .realtime))
///     for await frame in track.videoFrames() { try encoder.encode(frame) }
///     try await encoder.flush()
public final class VideoEncoder: Sendable {
  private let core: EncoderCore<VideoFrame>

  /// Creates an encoder.
  /// - Parameters:
  ///   - output: receives each chunk, one call at a time, on a thread of the encoder.
  ///   - error: receives what closed the encoder, likewise.
  public init(
    output: @escaping @Sendable (EncodedVideoChunk) -> Void = { _ in },
    error: @escaping @Sendable (DOMException) -> Void
  ) {
    core = EncoderCore(label: "UserMedia.VideoEncoder", output: output, error: error)
  }

  /// Whether the encoder is configured.
  public var state: CodecState { core.codecState }

  /// The number of pictures waiting to be encoded. A live source should skip pictures while it
  /// grows.
  public var encodeQueueSize: Int { core.queueSize }

  /// Chunks from now on, besides those given to `output`; ends when the encoder is closed. Chunks
  /// wait in memory for a slow loop.
  public func chunks() -> AsyncStream<EncodedVideoChunk> { core.sequence() }

  /// Prepares for encoding; pictures already queued are encoded as configured before.
  /// - Throws: `NotSupportedError` for an unknown codec, an impossible size, and without the package
  ///   trait `Recording`; `InvalidStateError` if the encoder is closed.
  public func configure(_ config: VideoEncoderConfig) throws(DOMException) {
    try core.configure { () throws(DOMException) in try makePictureEncoder(config) }
  }

  /// Queues a picture.
  /// - Parameter keyFrame: whether its chunk must not depend on others; the first never does.
  /// - Throws: `InvalidStateError` unless the encoder is configured.
  public func encode(_ frame: VideoFrame, keyFrame: Bool = false) throws(DOMException) {
    try core.encode(frame, keyFrame: keyFrame)
  }

  /// Waits until all queued pictures have been output.
  /// - Throws: `InvalidStateError` unless the encoder is configured; `AbortError` if it is reset or
  ///   closed meanwhile.
  public func flush() async throws(DOMException) { try await core.flush() }

  /// Drops all queued pictures and the configuration.
  /// - Throws: `InvalidStateError` if the encoder is closed.
  public func reset() throws(DOMException) { try core.reset() }

  /// Drops all queued pictures, and ends the encoder.
  /// - Throws: `InvalidStateError` if the encoder is closed.
  public func close() throws(DOMException) { try core.close() }

  /// Whether an encoder can be configured so.
  public static func isConfigSupported(_ config: VideoEncoderConfig) async -> Bool {
    (try? makePictureEncoder(config)) != nil
  }
}
