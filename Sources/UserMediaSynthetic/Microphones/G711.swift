/// Samples of telephony: a sign, an exponent and a mantissa in eight bits (ITU-T G.711).
enum G711 {
  /// A µ-law sample as 16 bits: 14 that it stands for, moved up.
  static func muLaw(_ code: UInt8) -> Int16 {
    let bits = Int16(~code)
    let magnitude = ((bits & 0x0f) << 3 + 0x84) << ((bits & 0x70) >> 4) - 0x84
    return bits & 0x80 == 0 ? magnitude : -magnitude
  }

  /// An A-law sample as 16 bits: 13 that it stands for, moved up.
  static func aLaw(_ code: UInt8) -> Int16 {
    let bits = Int16(code ^ 0x55)
    let exponent = (bits & 0x70) >> 4
    let mantissa = (bits & 0x0f) << 4 + 8
    let magnitude = exponent == 0 ? mantissa : (mantissa + 0x100) << (exponent - 1)
    return bits & 0x80 == 0 ? -magnitude : magnitude
  }
}
