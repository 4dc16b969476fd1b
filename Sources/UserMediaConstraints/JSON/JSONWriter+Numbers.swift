extension JSONWriter {
  /// Appends a number as ECMAScript prints it (Number::toString, 6.1.6.1.20): `640`, `0.5`,
  /// `1e+21`, `5e-324`; `null` for numbers that JSON cannot represent.
  mutating func append(ecmaScript number: Double) {
    guard number.isFinite else { return append(constant: "null") }
    if let whole = Int64(exactly: number), whole.magnitude < 1 << 53 {
      return append(decimal: whole)
    }
    // The standard library finds the fewest digits that read back as the same number; only how it
    // lays out exponents differs from ECMAScript.
    var text = number.description
    let isPlain = number.magnitude < 0x1p53 && number.magnitude >= 0.001
    if isPlain { return text.withUTF8 { append($0) } }
    if number < 0 { append(UInt8(ascii: "-")) }
    let (digits, point) = number.magnitude.shortestDecimal
    digits.withUnsafeBufferPointer { digits in
      let count = digits.count
      switch point {
      case count...21 where point >= count:
        append(digits)
        for _ in count..<point { append(UInt8(ascii: "0")) }
      case 1...21:
        append(UnsafeBufferPointer(rebasing: digits[..<point]))
        append(UInt8(ascii: "."))
        append(UnsafeBufferPointer(rebasing: digits[point...]))
      case -5...0:
        append(constant: "0.")
        for _ in point..<0 { append(UInt8(ascii: "0")) }
        append(digits)
      default:
        append(digits[0])
        if count > 1 {
          append(UInt8(ascii: "."))
          append(UnsafeBufferPointer(rebasing: digits[1...]))
        }
        append(constant: point > 0 ? "e+" : "e-")
        append(decimal: Int64(abs(point - 1)))
      }
    }
  }
}

extension Double {
  /// The number as ECMAScript prints it; `null` for numbers that JSON cannot represent.
  package var ecmaScript: String { ConstraintValue.number(self).json }

  /// The fewest digits that tell this positive number from every other, and where its decimal point
  /// stands after the first of them.
  fileprivate var shortestDecimal: (digits: [UInt8], point: Int) {
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
