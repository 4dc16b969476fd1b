#if Recording
import COpenH264
import Glibc
import UserMediaConversion
import UserMediaCore

/// Encodes pictures as H.264 in its baseline profile; owns one OpenH264 encoder. Chunks are byte
/// streams (ITU-T H.264, Annex B); key chunks begin with the parameter sets.
///
/// Unchecked, because only one thread at a time uses it (``ChunkEncoder``).
final class H264Encoder: ChunkEncoder, @unchecked Sendable {
  private let config: VideoEncoderConfig
  private let encoder: UnsafeMutablePointer<ISVCEncoder?>
  private let info = UnsafeMutablePointer<SFrameBSInfo>.allocate(capacity: 1)
  private let pool = BufferPool(capacity: 256)
  private var bytes: [UInt8] = []

  init(_ config: VideoEncoderConfig) throws(DOMException) {
    guard (16...4096).contains(config.width), (16...2304).contains(config.height),
      config.width % 2 == 0, config.height % 2 == 0
    else {
      throw DOMException(
        .notSupported, "H.264 has no pictures of \(config.width)x\(config.height) here")
    }
    var code: Int32 = 0
    let created = usermedia_h264_create(
      Int32(config.width), Int32(config.height), Int32(clamping: config.targetBitrate),
      Float(min(max(config.framerate ?? 30, 1), 60)), true, 1, &code)
    guard let created else {
      throw DOMException(
        .notSupported, "H.264 cannot be encoded as configured",
        cause: Self.cause("InitializeExt", code))
    }
    self.config = config
    encoder = created
    info.initialize(to: SFrameBSInfo())
  }

  deinit {
    usermedia_h264_destroy(encoder)
    info.deallocate()
  }

  func encode(
    _ frame: VideoFrame, keyFrame: Bool, _ emit: (EncodedChunk) -> Void
  ) throws(DOMException) {
    let picture = try frame.letterboxed(width: config.width, height: config.height)
      .converted(to: .i420)
    let code = withExtendedLifetime(picture) {
      usermedia_h264_encode(
        encoder, Int32(config.width), Int32(config.height), plane(picture, 0), plane(picture, 1),
        plane(picture, 2), frame.timestamp / 1000, keyFrame, info)
    }
    guard code == 0 else {
      throw DOMException(
        name: "EncodingError", message: "the picture could not be encoded as H.264",
        cause: Self.cause("EncodeFrame", code))
    }
    bytes.removeAll(keepingCapacity: true)
    for index in 0..<info.pointee.iLayerNum {
      var count: Int32 = 0
      let start = usermedia_h264_layer(info, index, &count)
      bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: Int(count)))
    }
    guard !bytes.isEmpty else { return }
    bytes.withUnsafeBytes {
      emit(
        EncodedChunk(
          type: info.pointee.eFrameType == videoFrameTypeIDR ? .key : .delta,
          timestamp: frame.timestamp, duration: frame.duration, bytes: $0, pool: pool))
    }
  }

  /// Each picture is complete when it is encoded.
  func flush(_ emit: (EncodedChunk) -> Void) {}

  private func plane(_ picture: VideoFrame, _ index: Int) -> usermedia_h264_plane {
    usermedia_h264_plane(
      start: picture.unsafePlane(index).baseAddress?.assumingMemoryBound(to: UInt8.self),
      stride: Int32(picture.layout.planes[index].stride))
  }

  private static func cause(_ call: String, _ code: Int32) -> SystemCause {
    SystemCause(call: call, code: code, domain: .codec, text: "the encoder refused")
  }
}
#endif
