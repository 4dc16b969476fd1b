import UserMediaConversion

/// Samples as a WAV file stores them, to be turned into other kinds.
struct WAVSamples {
  private let bytes: UnsafeRawBufferPointer
  private let sample: WAVSample

  init(_ bytes: UnsafeRawBufferPointer, _ sample: WAVSample) {
    self.bytes = bytes
    self.sample = sample
  }

  /// Writes them as 16 bits: what is finer loses its lower bits.
  func write(to target: UnsafeMutableBufferPointer<Int16>) {
    for index in target.indices {
      target[index] =
        switch sample {
        case .f32: Int16(clamped(float(index) * 32768, to: -32768...32767).rounded())
        default: Int16(truncatingIfNeeded: integer(index) >> 16)
        }
    }
  }

  /// Writes them as floating point in -1...1.
  func write(to target: UnsafeMutableBufferPointer<Float>) {
    for index in target.indices {
      target[index] =
        switch sample {
        case .f32: clamped(float(index), to: -1...1)
        default: Float(integer(index)) / 0x1p31
        }
    }
  }

  /// A sample of a whole number, moved up to 32 bits.
  private func integer(_ index: Int) -> Int32 {
    switch sample {
    case .u8: return (Int32(bytes[index]) - 128) << 24
    case .s16: return Int32(load(index, Int16.self)) << 16
    case .s24:
      let low = UInt32(bytes[3 * index]) << 8 | UInt32(bytes[3 * index + 1]) << 16
      return Int32(bitPattern: low | UInt32(bytes[3 * index + 2]) << 24)
    case .s32, .f32: return load(index, Int32.self)
    }
  }

  private func float(_ index: Int) -> Float {
    let value = Float(bitPattern: load(index, UInt32.self))
    return value.isNaN ? 0 : value
  }

  private func load<Value: FixedWidthInteger & BitwiseCopyable>(
    _ index: Int, _: Value.Type
  ) -> Value {
    Value(
      littleEndian: bytes.loadUnaligned(
        fromByteOffset: index * MemoryLayout<Value>.size, as: Value.self))
  }

  private func clamped(_ value: Float, to range: ClosedRange<Float>) -> Float {
    min(max(value, range.lowerBound), range.upperBound)
  }
}
