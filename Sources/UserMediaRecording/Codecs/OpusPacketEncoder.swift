#if Recording
import COpus
import UserMediaCore

/// Encodes packets of 20 ms as Opus (RFC 6716); owns one libopus encoder.
///
/// Unchecked, because only one thread at a time uses it (``ChunkEncoder``).
final class OpusPacketEncoder: PacketEncoder, @unchecked Sendable {
  let sampleRate = 48000
  let numberOfChannels: Int
  let packetFrames = 960
  let leadingFrames: Int
  private let encoder: OpaquePointer
  /// The largest packet of one frame, with room for a length (RFC 6716, 3.4).
  private let output = MemoryRegion(allocating: 1500)

  init(_ config: AudioEncoderConfig) throws(DOMException) {
    guard (1...2).contains(config.numberOfChannels) else {
      throw DOMException(
        .notSupported, "Opus with \(config.numberOfChannels) channels cannot be encoded")
    }
    guard (500...512_000).contains(config.targetBitrate) else {
      throw DOMException(
        .notSupported, "Opus has 500 to 512000 bits/s, not \(config.targetBitrate)")
    }
    var code: Int32 = 0
    let created = opus_encoder_create(
      48000, Int32(config.numberOfChannels), OPUS_APPLICATION_AUDIO, &code)
    guard let created else { throw Self.error("opus_encoder_create", code) }
    encoder = created
    numberOfChannels = config.numberOfChannels
    var leading: opus_int32 = 0
    let settings = [
      (OPUS_SET_BITRATE_REQUEST, opus_int32(config.targetBitrate)),
      (OPUS_SET_VBR_REQUEST, config.bitrateMode == .variable ? 1 : 0),
    ]
    code = usermedia_opus_get(created, OPUS_GET_LOOKAHEAD_REQUEST, &leading)
    leadingFrames = Int(leading)
    for (request, value) in settings where code == OPUS_OK {
      code = usermedia_opus_set(created, request, value)
    }
    guard code == OPUS_OK else { throw Self.error("opus_encoder_ctl", code) }
  }

  deinit {
    opus_encoder_destroy(encoder)
  }

  func encode(
    _ samples: UnsafePointer<Float>, _ emit: (UnsafeRawBufferPointer) -> Void
  ) throws(DOMException) {
    let room = output.mutableBytes
    let count = opus_encode_float(
      encoder, samples, Int32(packetFrames), room.bindMemory(to: UInt8.self).baseAddress!,
      opus_int32(room.count))
    guard count >= 0 else { throw Self.error("opus_encode_float", count) }
    emit(UnsafeRawBufferPointer(rebasing: output.bytes[..<Int(count)]))
  }

  private static func error(_ call: String, _ code: Int32) -> DOMException {
    DOMException(
      name: "EncodingError", message: "the audio could not be encoded as Opus",
      cause: SystemCause(
        call: call, code: code, domain: .codec,
        text: opus_strerror(code).map { String(cString: $0) } ?? ""))
  }
}
#endif
