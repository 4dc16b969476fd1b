/// The number at the start of a text, as C's `atoi` and `atof` read it; 0 if there is none.
enum LeadingNumber {
  static func value(of text: String, isWhole: Bool) -> Double {
    var rest = text.utf8.drop { $0 == UInt8(ascii: " ") || (0x09...0x0D).contains($0) }
    var number: [UInt8] = []
    func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    func takeSign(_ rest: inout Substring.UTF8View) -> [UInt8] {
      guard let byte = rest.first, byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") else {
        return []
      }
      rest.removeFirst()
      return [byte]
    }
    func takeDigits(_ rest: inout Substring.UTF8View) -> [UInt8] {
      let digits = rest.prefix(while: isDigit)
      rest = rest[digits.endIndex...]
      return Array(digits)
    }

    number += takeSign(&rest)
    let whole = takeDigits(&rest)
    var fraction: [UInt8] = []
    if !isWhole, rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      fraction = takeDigits(&rest)
    }
    if whole.isEmpty && fraction.isEmpty { return 0 }
    number += whole.isEmpty ? [UInt8(ascii: "0")] : whole
    if !fraction.isEmpty { number += [UInt8(ascii: ".")] + fraction }
    if !isWhole, let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      rest.removeFirst()
      let sign = takeSign(&rest)
      let exponent = takeDigits(&rest)
      if !exponent.isEmpty { number += [UInt8(ascii: "e")] + sign + exponent }
    }
    let value = Double(String(decoding: number, as: UTF8.self)) ?? 0
    return value.isFinite ? value : 0
  }
}
