import UserMediaCore

/// How samples lie in a WAV file ("Multimedia Programming Interface and Data Specifications 1.0",
/// WAVE).
package enum WAVSample: Hashable, Sendable {
  /// Unsigned 8 bits.
  case u8
  /// Signed 16 bits.
  case s16
  /// Signed 24 bits in three bytes.
  case s24
  /// Signed 32 bits.
  case s32
  /// 32-bit floating point.
  case f32

  /// Bytes of one sample of one channel.
  package var byteCount: Int {
    switch self {
    case .u8: 1
    case .s16: 2
    case .s24: 3
    case .s32, .f32: 4
    }
  }

  /// `WAVE_FORMAT_PCM` or `WAVE_FORMAT_IEEE_FLOAT`.
  var tag: UInt16 { self == .f32 ? 3 : 1 }

  /// The kind that a tag and a width name; `nil` for others.
  init?(tag: UInt16, bits: UInt16) {
    switch (tag, bits) {
    case (1, 8): self = .u8
    case (1, 16): self = .s16
    case (1, 24): self = .s24
    case (1, 32): self = .s32
    case (3, 32): self = .f32
    default: return nil
    }
  }

  /// The kind that holds interleaved samples as they are; `nil` for planes.
  init?(_ format: AudioSampleFormat) {
    switch format {
    case .u8: self = .u8
    case .s16: self = .s16
    case .s32: self = .s32
    case .f32: self = .f32
    case .u8Planar, .s16Planar, .s32Planar, .f32Planar: return nil
    }
  }
}
