import UserMediaCore

extension JSONReader {
  /// A number, from its sign or first digit.
  mutating func number() throws(TypeError) -> Double {
    let start = position
    let isNegative = byte == UInt8(ascii: "-")
    if isNegative { position += 1 }

    // Up to 19 digits fit into 64 bits; a number with more is left to the standard library.
    var significand: UInt64 = 0
    var exponent = 0
    let firstDigit = position
    try digits(into: &significand)
    if bytes[firstDigit] == UInt8(ascii: "0"), position > firstDigit + 1 {
      position = firstDigit + 1
      throw error("a number must not begin with 0 and another digit")
    }
    var count = position - firstDigit
    if byte == UInt8(ascii: ".") {
      position += 1
      let first = position
      try digits(into: &significand)
      exponent = first - position
      count += position - first
    }
    if byte | 0x20 == UInt8(ascii: "e") {
      position += 1
      exponent += try writtenExponent()
    }

    // A product or quotient of two numbers that doubles hold exactly is rounded once, correctly
    // (Clinger, "How to read floating point numbers accurately").
    if count <= 19, significand <= 1 << 53, abs(exponent) < powersOfTen.count {
      let magnitude = Double(significand)
      let value =
        exponent < 0 ? magnitude / powersOfTen[-exponent] : magnitude * powersOfTen[exponent]
      return isNegative ? -value : value
    }
    guard let value = Double(String(decoding: bytes[start..<position], as: UTF8.self)),
      value.isFinite
    else { throw error("a number larger than any that can be held", at: start) }
    return value
  }

  /// One digit or more; only the last 64 bits of their value are kept.
  @inline(__always) private mutating func digits(into value: inout UInt64) throws(TypeError) {
    let start = position
    while position < bytes.count {
      let digit = bytes[position] &- UInt8(ascii: "0")
      if digit > 9 { break }
      value = value &* 10 &+ UInt64(digit)
      position += 1
    }
    if position == start { throw error("expected a digit") }
  }

  /// The exponent after `e`, held within what a program could ever count digits for.
  private mutating func writtenExponent() throws(TypeError) -> Int {
    let isNegative = byte == UInt8(ascii: "-")
    if isNegative || byte == UInt8(ascii: "+") { position += 1 }
    let start = position
    var magnitude = 0
    while case UInt8(ascii: "0")...UInt8(ascii: "9") = byte {
      magnitude = min(magnitude * 10 + Int(byte - UInt8(ascii: "0")), 1 << 48)
      position += 1
    }
    if position == start { throw error("expected a digit in the exponent") }
    return isNegative ? -magnitude : magnitude
  }
}

/// The powers of ten that doubles hold exactly.
private let powersOfTen: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
  1e18, 1e19, 1e20, 1e21, 1e22,
]
