/// ECMAScript's type conversions, on which Web IDL's are based.
extension ConstraintValue {
  /// ECMAScript, `ToBoolean`.
  var toBoolean: Bool {
    switch self {
    case .null: false
    case .bool(let value): value
    case .number(let value): value != 0 && !value.isNaN
    case .string(let value): !value.isEmpty
    case .array, .object: true
    }
  }

  /// ECMAScript, `ToNumber`; lists and objects are not numbers.
  var toNumber: Double {
    switch self {
    case .null: 0
    case .bool(let value): value ? 1 : 0
    case .number(let value): value
    case .string(let value): Self.number(fromString: value)
    case .array, .object: .nan
    }
  }

  /// ECMAScript, `ToString`, of a value that is neither a list nor an object.
  var toString: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number: json
    case .string(let value): value
    case .array, .object: "[object Object]"
    }
  }

  /// ECMAScript, `StringToNumber`: a decimal number surrounded by white space; an empty string is
  /// 0.
  private static func number(fromString text: String) -> Double {
    let trimmed = text.drop { $0.isWhitespace }
    guard let last = trimmed.lastIndex(where: { !$0.isWhitespace }) else { return 0 }
    let digits = trimmed[...last]
    if digits.hasPrefix("0x") || digits.hasPrefix("0X") {
      return UInt64(digits.dropFirst(2), radix: 16).map(Double.init) ?? .nan
    }
    // Swift's reader also takes hexadecimal floats, "nan" and "inf", which ECMAScript does not.
    guard digits.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }) else {
      return digits == "Infinity" || digits == "+Infinity"
        ? .infinity : digits == "-Infinity" ? -.infinity : .nan
    }
    return Double(digits) ?? .nan
  }
}
