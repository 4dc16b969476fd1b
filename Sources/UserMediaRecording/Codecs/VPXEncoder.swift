#if Recording
import CVPX
import Glibc
import UserMediaConversion
import UserMediaCore

/// The codecs of libvpx.
enum VPXCodec {
  case vp8
  case vp9

  /// By its name in WebCodecs' registry: VP9 in profile 0.
  init?(_ name: String) {
    switch name {
    case "vp8", "vp8.0": self = .vp8
    case "vp9", "vp9.0": self = .vp9
    case _ where name.hasPrefix("vp09.00."): self = .vp9
    default: return nil
    }
  }

  var interface: OpaquePointer? {
    switch self {
    case .vp8: vpx_codec_vp8_cx()
    case .vp9: vpx_codec_vp9_cx()
    }
  }

  /// VP8 takes no other format; VP9 takes a camera's NV12 in place.
  func takes(_ format: PixelFormat) -> Bool {
    format == .i420 || (self == .vp9 && format == .nv12)
  }
}

/// Encodes pictures as VP8 or VP9; owns one libvpx encoder.
///
/// Unchecked, because only one thread at a time uses it (``ChunkEncoder``).
final class VPXEncoder: ChunkEncoder, @unchecked Sendable {
  private let codec: VPXCodec
  private let config: VideoEncoderConfig
  /// In memory of its own, because libvpx keeps pointers into it.
  private let context: UnsafeMutablePointer<vpx_codec_ctx_t>
  private var image = vpx_image_t()
  private let pool = BufferPool(capacity: 256)
  private var lastTimestamp: Int64?
  private var usualDuration: Int64

  init(_ codec: VPXCodec, _ config: VideoEncoderConfig) throws(DOMException) {
    guard (1...16383).contains(config.width), (1...16383).contains(config.height) else {
      throw DOMException(
        .notSupported, "\(config.codec) has no pictures of \(config.width)x\(config.height)")
    }
    self.codec = codec
    self.config = config
    usualDuration = Int64(1_000_000 / min(max(config.framerate ?? 30, 0.001), 1000))
    let context = UnsafeMutablePointer<vpx_codec_ctx_t>.allocate(capacity: 1)
    context.initialize(to: vpx_codec_ctx_t())
    self.context = context
    var settings = Self.settings(codec, config)
    let code = usermedia_vpx_init(context, codec.interface, &settings)
    guard code == VPX_CODEC_OK else {
      throw DOMException(
        .notSupported, "\(config.codec) cannot be encoded as configured",
        cause: Self.cause("vpx_codec_enc_init", context, code))
    }
    // The memory is the picture's: see wrap.
    vpx_img_wrap(
      &image, VPX_IMG_FMT_I420, UInt32(config.width), UInt32(config.height), 1,
      UnsafeMutablePointer(bitPattern: 1))
    for (control, value) in Self.controls(codec, config) {
      try check(usermedia_vpx_set(context, control, value), "vpx_codec_control")
    }
  }

  deinit {
    // After a failed initialization it does nothing.
    vpx_codec_destroy(context)
    context.deallocate()
  }

  private static func settings(
    _ codec: VPXCodec, _ config: VideoEncoderConfig
  ) -> vpx_codec_enc_cfg {
    var settings = vpx_codec_enc_cfg()
    vpx_codec_enc_config_default(codec.interface, &settings, 0)
    settings.g_w = UInt32(config.width)
    settings.g_h = UInt32(config.height)
    // The clock's microseconds, so that a variable frame rate stays variable.
    settings.g_timebase = vpx_rational(num: 1, den: 1_000_000)
    settings.g_threads = UInt32(threadCount(pixels: config.width * config.height))
    settings.g_lag_in_frames = 0
    settings.rc_resize_allowed = 0
    settings.rc_target_bitrate = UInt32(clamping: max(config.targetBitrate / 1000, 1))
    settings.rc_end_usage = config.bitrateMode == .constant ? VPX_CBR : VPX_VBR
    // The caller requests key frames; the encoder adds one at a scene change.
    settings.kf_mode = VPX_KF_AUTO
    settings.kf_max_dist = 10_000
    return settings
  }

  /// As few as keep up in real time: the threads of libvpx spin while they wait for each other,
  /// which on a busy machine takes many times what one thread takes.
  private static func threadCount(pixels: Int) -> Int {
    let useful = pixels <= 1280 * 720 ? 1 : pixels <= 1920 * 1080 ? 2 : 4
    return min(useful, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }

  private static func controls(
    _ codec: VPXCodec, _ config: VideoEncoderConfig
  ) -> [(Int32, Int32)] {
    let isLive = config.latencyMode == .realtime
    switch codec {
    case .vp8:
      // A positive speed would adapt to the processor's load, and with it the quality.
      return [(Int32(VP8E_SET_CPUUSED.rawValue), isLive ? -12 : -4)]
    case .vp9:
      return [
        (Int32(VP8E_SET_CPUUSED.rawValue), isLive ? 8 : 5),
        (Int32(VP9E_SET_ROW_MT.rawValue), 1),
        (Int32(VP9E_SET_AQ_MODE.rawValue), isLive ? 3 : 0),
        (Int32(VP9E_SET_TILE_COLUMNS.rawValue), config.width >= 512 ? 1 : 0),
      ]
    }
  }

  func encode(
    _ frame: VideoFrame, keyFrame: Bool, _ emit: (EncodedChunk) -> Void
  ) throws(DOMException) {
    var picture = try frame.letterboxed(width: config.width, height: config.height)
    if !codec.takes(picture.pixelFormat) { picture = try picture.converted(to: .i420) }
    // libvpx requires increasing timestamps.
    let timestamp = max(frame.timestamp, lastTimestamp.map { $0 + 1 } ?? .min)
    if let lastTimestamp { usualDuration = min(timestamp - lastTimestamp, 1_000_000) }
    lastTimestamp = timestamp
    wrap(picture)
    // libvpx copies the picture, so nothing is held after the call.
    let deadline = config.latencyMode == .realtime ? VPX_DL_REALTIME : VPX_DL_GOOD_QUALITY
    let code = withExtendedLifetime(picture) {
      vpx_codec_encode(
        context, &image, timestamp, UInt(max(1, frame.duration ?? usualDuration)),
        keyFrame ? vpx_enc_frame_flags_t(VPX_EFLAG_FORCE_KF) : 0, UInt(deadline))
    }
    try check(code, "vpx_codec_encode")
    take(frame.duration, emit)
  }

  func flush(_ emit: (EncodedChunk) -> Void) throws(DOMException) {
    try check(vpx_codec_encode(context, nil, 0, 0, 0, UInt(VPX_DL_REALTIME)), "vpx_codec_encode")
    take(nil, emit)
  }

  /// Passes on the chunks that are complete.
  private func take(_ duration: Int64?, _ emit: (EncodedChunk) -> Void) {
    var iterator: vpx_codec_iter_t?
    while let packet = vpx_codec_get_cx_data(context, &iterator) {
      guard packet.pointee.kind == VPX_CODEC_CX_FRAME_PKT else { continue }
      let frame = packet.pointee.data.frame
      emit(
        EncodedChunk(
          type: frame.flags & UInt32(VPX_FRAME_IS_KEY) != 0 ? .key : .delta,
          timestamp: frame.pts, duration: duration,
          bytes: UnsafeRawBufferPointer(start: frame.buf, count: frame.sz), pool: pool))
    }
  }

  /// Points the image at the picture's planes.
  private func wrap(_ picture: VideoFrame) {
    let isPaired = picture.pixelFormat == .nv12
    let chroma = plane(picture, 1)
    image.fmt = isPaired ? VPX_IMG_FMT_NV12 : VPX_IMG_FMT_I420
    image.planes.0 = plane(picture, 0)
    image.planes.1 = chroma
    image.planes.2 = isPaired ? chroma + 1 : plane(picture, 2)
    image.stride.0 = Int32(picture.layout.planes[0].stride)
    image.stride.1 = Int32(picture.layout.planes[1].stride)
    image.stride.2 = Int32(picture.layout.planes[isPaired ? 1 : 2].stride)
    image.range = picture.colorSpace.fullRange == true ? VPX_CR_FULL_RANGE : VPX_CR_STUDIO_RANGE
    image.cs = picture.colorSpace.matrix == .bt709 ? VPX_CS_BT_709 : VPX_CS_BT_601
  }

  private func plane(_ picture: VideoFrame, _ index: Int) -> UnsafeMutablePointer<UInt8> {
    // Every plane has at least one byte; otherwise the layout would not exist.
    UnsafeMutableRawPointer(mutating: picture.unsafePlane(index).baseAddress!)
      .assumingMemoryBound(to: UInt8.self)
  }

  private func check(_ code: vpx_codec_err_t, _ call: String) throws(DOMException) {
    guard code != VPX_CODEC_OK else { return }
    throw DOMException(
      name: "EncodingError", message: "the picture could not be encoded as \(config.codec)",
      cause: Self.cause(call, context, code))
  }

  private static func cause(
    _ call: String, _ context: UnsafeMutablePointer<vpx_codec_ctx_t>, _ code: vpx_codec_err_t
  ) -> SystemCause {
    let text = vpx_codec_error_detail(context) ?? vpx_codec_error(context)
    return SystemCause(
      call: call, code: Int32(code.rawValue), domain: .codec,
      text: text.map { String(cString: $0) } ?? "")
  }
}
#endif
