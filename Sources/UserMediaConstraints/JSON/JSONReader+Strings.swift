import UserMediaCore

extension JSONReader {
  /// A string, from its opening quote.
  mutating func string() throws(TypeError) -> String {
    position += 1
    let start = position
    skipPlain()
    if byte == UInt8(ascii: "\"") {
      let text = UnsafeBufferPointer(rebasing: bytes[start..<position])
      position += 1
      if let index = names.index(of: text) { return names.names[index] }
      return String(decoding: text, as: UTF8.self)
    }
    var text = Array(bytes[start..<position])
    while true {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        position += 1
        try appendEscape(to: &text)
      default:
        throw error("a string without its end, or with a control character")
      }
      let start = position
      skipPlain()
      text.append(contentsOf: bytes[start..<position])
    }
  }

  /// Goes on to the next quote, backslash or control character, or to the end.
  @inline(__always) private mutating func skipPlain() {
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { return }
      position += 1
    }
  }

  private mutating func appendEscape(to text: inout [UInt8]) throws(TypeError) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      position += 1
      let scalar = try scalar()
      text.append(contentsOf: String(Character(scalar)).utf8)
      return
    default: throw error("unknown escape in a string")
    }
    position += 1
  }

  /// The scalar of `\uXXXX`, or of two that make a surrogate pair; U+FFFD for a lone surrogate.
  private mutating func scalar() throws(TypeError) -> Unicode.Scalar {
    let unit = try codeUnit()
    if UTF16.isLeadSurrogate(unit), byte == UInt8(ascii: "\\"), position + 1 < bytes.count,
      bytes[position + 1] == UInt8(ascii: "u")
    {
      let mark = position
      position += 2
      let trail = try codeUnit()
      if UTF16.isTrailSurrogate(trail) {
        return UTF16.decode(UTF16.EncodedScalar([unit, trail]))
      }
      // No pair: the second escape stands for itself.
      position = mark
    }
    return Unicode.Scalar(unit) ?? "\u{FFFD}"
  }

  private mutating func codeUnit() throws(TypeError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: throw error("expected four hexadecimal digits after \\u")
      }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }
}
