extension String {
  /// The text on one line: characters that a terminal or a log would act on are written as JSON
  /// escapes.
  ///
  /// These are the control characters (general category Cc), the line and paragraph separators, and
  /// the marks that reorder text (Unicode Standard Annex 9, 2.1 to 2.4).
  package var escapingControls: String {
    guard unicodeScalars.contains(where: \.isControlling) else { return self }
    var escaped = ""
    for scalar in unicodeScalars {
      guard scalar.isControlling else {
        escaped.unicodeScalars.append(scalar)
        continue
      }
      switch scalar {
      case "\n": escaped += #"\n"#
      case "\r": escaped += #"\r"#
      case "\t": escaped += #"\t"#
      default:
        let digits = String(scalar.value, radix: 16)
        escaped += #"\u"# + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return escaped
  }
}

extension Unicode.Scalar {
  fileprivate var isControlling: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
