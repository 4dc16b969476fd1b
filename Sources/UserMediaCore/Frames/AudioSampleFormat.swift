/// The format of audio samples (WebCodecs, `AudioSampleFormat`), in native byte order.
public enum AudioSampleFormat: String, Hashable, Sendable, CaseIterable {
  /// Unsigned 8 bits, interleaved.
  case u8
  /// Signed 16 bits, interleaved.
  case s16
  /// Signed 32 bits, interleaved.
  case s32
  /// 32-bit floating point, -1...1, interleaved.
  case f32
  /// Unsigned 8 bits, one plane per channel.
  case u8Planar = "u8-planar"
  /// Signed 16 bits, one plane per channel.
  case s16Planar = "s16-planar"
  /// Signed 32 bits, one plane per channel.
  case s32Planar = "s32-planar"
  /// 32-bit floating point, one plane per channel.
  case f32Planar = "f32-planar"

  /// The size of one sample of one channel in bytes.
  public var bytesPerSample: Int {
    switch self {
    case .u8, .u8Planar: 1
    case .s16, .s16Planar: 2
    case .s32, .s32Planar, .f32, .f32Planar: 4
    }
  }

  /// Whether each channel has its own plane.
  public var isPlanar: Bool {
    switch self {
    case .u8, .s16, .s32, .f32: false
    case .u8Planar, .s16Planar, .s32Planar, .f32Planar: true
    }
  }
}
