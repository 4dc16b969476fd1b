import UserMedia

extension MediaTrackConstraintSet.Entry {
  /// The constraint in words: `width at least 640, ideally 1280`.
  ///
  /// - Parameter bareIsIdeal: Whether bare values are preferences; inside `advanced` they are not.
  func words(bareIsIdeal: Bool) -> String {
    let words = constraint.words(bareIsIdeal: bareIsIdeal)
    return property.rawValue + (words.isEmpty ? " (nothing asked)" : " " + words)
  }
}

extension PropertyConstraint {
  fileprivate func words(bareIsIdeal: Bool) -> String {
    switch self {
    case .unsignedLong(let wish): return wish.words(bareIsIdeal: bareIsIdeal)
    case .double(let wish), .booleanOrDouble(.double(let wish)):
      return wish.words(bareIsIdeal: bareIsIdeal)
    case .booleanOrDouble(.boolean(let wanted)):
      return (bareIsIdeal ? "ideally " : "") + (wanted ? "there" : "not there")
    case .boolean(let wish):
      return Self.words(
        exact: wish.exact.map(String.init), ideal: wish.ideal.map(String.init),
        idealIsExact: wish.isBare && !bareIsIdeal)
    case .booleanOrString(let wish):
      return Self.words(
        exact: wish.exact?.text, ideal: wish.ideal?.text,
        idealIsExact: wish.isBare && !bareIsIdeal)
    case .string(let wish):
      return Self.words(
        exact: wish.exact?.text, ideal: wish.ideal?.text,
        idealIsExact: wish.isBare && !bareIsIdeal)
    }
  }

  /// Whether its bounds exclude every number.
  var isContradictory: Bool {
    switch self {
    case .unsignedLong(let wish): wish.isContradictory
    case .double(let wish), .booleanOrDouble(.double(let wish)): wish.isContradictory
    default: false
    }
  }

  fileprivate static func words(
    atLeast: String? = nil, atMost: String? = nil, exact: String?, ideal: String?,
    idealIsExact: Bool
  ) -> String {
    [
      exact.map { "exactly \($0)" }, atLeast.map { "at least \($0)" },
      atMost.map { "at most \($0)" },
      ideal.map { (idealIsExact ? "exactly " : "ideally ") + $0 },
    ].compactMap { $0 }.joined(separator: ", ")
  }
}

extension ConstrainNumber {
  fileprivate var isContradictory: Bool {
    let (lower, upper) = (
      [min, exact].compactMap(\.self).max(), [max, exact].compactMap(\.self).min()
    )
    guard let lower, let upper else { return false }
    return lower > upper
  }

  fileprivate func words(bareIsIdeal: Bool) -> String {
    func text(_ value: Value?) -> String? { value?.doubleValue.ecmaScript }
    return PropertyConstraint.words(
      atLeast: text(min), atMost: text(max), exact: text(exact), ideal: text(ideal),
      idealIsExact: isBare && !bareIsIdeal)
  }
}

extension DOMStringOrList {
  fileprivate var text: String { values.map(\.quoted).joined(separator: " or ") }
}

extension BooleanOrDOMString {
  fileprivate var text: String {
    switch self {
    case .boolean(let value): String(value)
    case .string(let value): value.quoted
    }
  }
}

extension String {
  /// In quotes, and on one line.
  var quoted: String { ConstraintValue.string(self).json }
}
