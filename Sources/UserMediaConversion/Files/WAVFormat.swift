import UserMediaCore

/// The sample format of a WAV file ("Multimedia Programming Interface and Data Specifications 1.0",
/// WAVE).
package enum WAVSample: Hashable, Sendable {
  /// Unsigned 8 bits.
  case u8
  /// Signed 16 bits, or the upper 9 to 15 of them.
  case s16
  /// Signed 24 bits in three bytes, or the upper 17 to 23 of them.
  case s24
  /// Signed 32 bits, or the upper 17 to 31 of them.
  case s32
  /// Signed 64 bits, or the upper 33 to 63 of them.
  case s64
  /// 32-bit floating point.
  case f32
  /// 64-bit floating point.
  case f64
  /// 8 bits in µ-law (ITU-T G.711).
  case muLaw
  /// 8 bits in A-law (ITU-T G.711).
  case aLaw

  /// The size of one sample of one channel in bytes.
  package var byteCount: Int {
    switch self {
    case .u8, .muLaw, .aLaw: 1
    case .s16: 2
    case .s24: 3
    case .s32, .f32: 4
    case .s64, .f64: 8
    }
  }

  /// `WAVE_FORMAT_PCM`, `WAVE_FORMAT_IEEE_FLOAT`, `WAVE_FORMAT_ALAW` or `WAVE_FORMAT_MULAW`.
  var tag: UInt16 {
    switch self {
    case .u8, .s16, .s24, .s32, .s64: 1
    case .f32, .f64: 3
    case .aLaw: 6
    case .muLaw: 7
    }
  }

  /// The format for a tag, a bit depth and a sample size; `nil` for others. Integers with fewer
  /// bits than their bytes hold use the upper bits.
  init?(tag: UInt16, bits: UInt16, byteCount: Int) {
    switch (tag, bits, byteCount) {
    case (1, 1...8, 1): self = .u8
    case (1, 9...16, 2): self = .s16
    case (1, 17...24, 3): self = .s24
    case (1, 17...32, 4): self = .s32
    case (1, 33...64, 8): self = .s64
    case (3, 32, 4): self = .f32
    case (3, 64, 8): self = .f64
    case (6, 8, 1): self = .aLaw
    case (7, 8, 1): self = .muLaw
    default: return nil
    }
  }

  /// The format that stores interleaved samples unchanged; `nil` for planar ones.
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
