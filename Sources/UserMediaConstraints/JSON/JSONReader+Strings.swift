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
      return try unicode(text, from: start)
    }
    var text = Array(bytes[start..<position])
    while true {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return try unicode(text, from: start)
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

  /// The text of a string that begins at `start`.
  private func unicode(
    _ bytes: some Collection<UInt8>, from start: Int
  ) throws(TypeError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw error("a string that is not UTF-8", at: start)
    }
    return text
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

  /// The scalar of `\uXXXX`, or of two that make a surrogate pair.
  private mutating func scalar() throws(TypeError) -> Unicode.Scalar {
    let start = position
    let unit = try codeUnit()
    if UTF16.isLeadSurrogate(unit), byte == UInt8(ascii: "\\"), position + 1 < bytes.count,
      bytes[position + 1] == UInt8(ascii: "u")
    {
      position += 2
      let trail = try codeUnit()
      if UTF16.isTrailSurrogate(trail) {
        return UTF16.decode(UTF16.EncodedScalar([unit, trail]))
      }
    }
    guard let scalar = Unicode.Scalar(unit) else {
      throw error("half of a surrogate pair", at: start)
    }
    return scalar
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
