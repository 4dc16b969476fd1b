/// Decodes telephony samples: a sign, an exponent and a mantissa in eight bits (ITU-T G.711).
enum G711 {
  /// Decodes a µ-law sample to 16 bits: its 14 bits, shifted up.
  static func muLaw(_ code: UInt8) -> Int16 {
    let bits = Int16(~code)
    let magnitude = ((bits & 0x0f) << 3 + 0x84) << ((bits & 0x70) >> 4) - 0x84
    return bits & 0x80 == 0 ? magnitude : -magnitude
  }

  /// Decodes an A-law sample to 16 bits: its 13 bits, shifted up.
  static func aLaw(_ code: UInt8) -> Int16 {
    let bits = Int16(code ^ 0x55)
    let exponent = (bits & 0x70) >> 4
    let mantissa = (bits & 0x0f) << 4 + 8
    let magnitude = exponent == 0 ? mantissa : (mantissa + 0x100) << (exponent - 1)
    return bits & 0x80 == 0 ? -magnitude : magnitude
  }
}
