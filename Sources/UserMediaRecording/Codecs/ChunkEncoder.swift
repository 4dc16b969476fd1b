package import UserMediaCore

/// An encoder in use by one thread at a time, beneath ``VideoEncoder``, ``AudioEncoder`` and
/// recorders.
package protocol ChunkEncoder<Input>: AnyObject, Sendable {
  /// What it encodes: pictures or audio.
  associatedtype Input: Sendable

  /// Encodes data, and passes the chunks that are complete to `emit`.
  /// - Parameter keyFrame: whether the picture must not depend on others.
  func encode(
    _ input: Input, keyFrame: Bool, _ emit: (EncodedChunk) -> Void
  ) throws(DOMException)

  /// Encodes what is left.
  func flush(_ emit: (EncodedChunk) -> Void) throws(DOMException)
}

/// Creates an encoder of pictures.
/// - Throws: `NotSupportedError` for an unknown codec or an impossible size, and in a build without
///   the trait `Recording`.
package func makePictureEncoder(
  _ config: VideoEncoderConfig
) throws(DOMException) -> any ChunkEncoder<VideoFrame> {
  #if Recording
  if isH264(config.codec) { return try H264Encoder(config) }
  guard let codec = VPXCodec(config.codec) else {
    throw DOMException(.notSupported, "there is no encoder of \(config.codec)")
  }
  return try VPXEncoder(codec, config)
  #else
  throw missingTrait()
  #endif
}

/// Whether a codec is H.264 in its constrained baseline profile, which OpenH264 encodes.
package func isH264(_ codec: String) -> Bool {
  let name = codec.lowercased()
  return name == "avc1" || name == "h264" || name.hasPrefix("avc1.42")
}

/// Creates an encoder of packets of samples.
/// - Throws: like ``makePictureEncoder(_:)``.
package func makePacketEncoder(
  _ config: AudioEncoderConfig
) throws(DOMException) -> any PacketEncoder {
  if config.codec == "pcm-s16" { return try PCMPacketEncoder(config) }
  #if Recording
  guard config.codec == "opus" else {
    throw DOMException(.notSupported, "there is no encoder of \(config.codec)")
  }
  return try OpusPacketEncoder(config)
  #else
  throw missingTrait()
  #endif
}

#if !Recording
private func missingTrait() -> DOMException {
  DOMException(
    .notSupported, "recording needs a build with the package trait \"Recording\"")
}
#endif
