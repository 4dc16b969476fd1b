extension Double {
  /// The number as ECMAScript prints it (Number::toString, 6.1.6.1.20): `640`, `0.5`, `1e+21`,
  /// `5e-324`; `null` for those that JSON cannot say.
  package var ecmaScript: String {
    var bytes: [UInt8] = []
    writeECMAScript(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends ``ecmaScript``.
  func writeECMAScript(to bytes: inout [UInt8]) {
    guard isFinite else { return bytes.append("null") }
    if let whole = Int64(exactly: self), whole.magnitude < 1 << 53 {
      return whole.writeDecimal(to: &bytes)
    }
    if self < 0 { bytes.append(UInt8(ascii: "-")) }
    let (digits, point) = magnitude.shortestDecimal
    let count = digits.count
    switch point {
    case count...21 where point >= count:
      bytes.append(contentsOf: digits)
      bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: point - count))
    case 1...21:
      bytes.append(contentsOf: digits[..<point])
      bytes.append(UInt8(ascii: "."))
      bytes.append(contentsOf: digits[point...])
    case -5...0:
      bytes.append("0.")
      bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: -point))
      bytes.append(contentsOf: digits)
    default:
      bytes.append(digits[0])
      if count > 1 {
        bytes.append(UInt8(ascii: "."))
        bytes.append(contentsOf: digits[1...])
      }
      bytes.append(point > 0 ? "e+" : "e-")
      Int64(abs(point - 1)).writeDecimal(to: &bytes)
    }
  }

  /// The fewest digits that tell this positive number from every other, and where its decimal point
  /// stands after the first of them.
  private var shortestDecimal: (digits: [UInt8], point: Int) {
    // The standard library finds the digits (`description` is the shortest text that reads back);
    // only its layout differs from ECMAScript's.
    var digits: [UInt8] = []
    var point: Int?
    var exponent = 0
    let text = Array(description.utf8)
    for (index, byte) in text.enumerated() {
      if byte == UInt8(ascii: ".") {
        point = digits.count
      } else if byte == UInt8(ascii: "e") {
        exponent = Int(String(decoding: text[(index + 1)...], as: UTF8.self)) ?? 0
        break
      } else {
        digits.append(byte)
      }
    }
    var position = (point ?? digits.count) + exponent
    let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
    digits.removeFirst(leading)
    position -= leading
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return (digits, position)
  }
}

extension Int64 {
  /// Appends the number in decimal digits.
  fileprivate func writeDecimal(to bytes: inout [UInt8]) {
    if self < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }
}
