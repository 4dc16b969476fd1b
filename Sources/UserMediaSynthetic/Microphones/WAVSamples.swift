import UserMediaConversion

/// A WAV file's samples as stored, and their conversion.
struct WAVSamples {
  private let bytes: UnsafeRawBufferPointer
  private let sample: WAVSample

  init(_ bytes: UnsafeRawBufferPointer, _ sample: WAVSample) {
    self.bytes = bytes
    self.sample = sample
  }

  private var isFloat: Bool { sample == .f32 || sample == .f64 }

  /// Converts to 16 bits; wider samples lose their lower bits.
  func write(to target: UnsafeMutableBufferPointer<Int16>) {
    if isFloat {
      for index in target.indices {
        target[index] = Int16(min(max(float(index) * 32768, -32768), 32767).rounded())
      }
    } else {
      for index in target.indices {
        target[index] = Int16(truncatingIfNeeded: integer(index) >> 16)
      }
    }
  }

  /// Converts to floating point in -1...1.
  func write(to target: UnsafeMutableBufferPointer<Float>) {
    if isFloat {
      for index in target.indices { target[index] = Float(min(max(float(index), -1), 1)) }
    } else {
      for index in target.indices { target[index] = Float(integer(index)) / 0x1p31 }
    }
  }

  /// An integer sample, shifted to 32 bits.
  private func integer(_ index: Int) -> Int32 {
    switch sample {
    case .u8: return (Int32(bytes[index]) - 128) << 24
    case .muLaw: return Int32(G711.muLaw(bytes[index])) << 16
    case .aLaw: return Int32(G711.aLaw(bytes[index])) << 16
    case .s16: return Int32(load(index, Int16.self)) << 16
    case .s24:
      let low = UInt32(bytes[3 * index]) << 8 | UInt32(bytes[3 * index + 1]) << 16
      return Int32(bitPattern: low | UInt32(bytes[3 * index + 2]) << 24)
    case .s32: return load(index, Int32.self)
    case .s64: return Int32(truncatingIfNeeded: load(index, Int64.self) >> 32)
    case .f32, .f64: return 0
    }
  }

  /// A floating-point sample; NaN becomes silence.
  private func float(_ index: Int) -> Double {
    let value =
      sample == .f64
      ? Double(bitPattern: load(index, UInt64.self))
      : Double(Float(bitPattern: load(index, UInt32.self)))
    return value.isNaN ? 0 : value
  }

  private func load<Value: FixedWidthInteger & BitwiseCopyable>(
    _ index: Int, _: Value.Type
  ) -> Value {
    Value(
      littleEndian: bytes.loadUnaligned(
        fromByteOffset: index * MemoryLayout<Value>.size, as: Value.self))
  }
}
