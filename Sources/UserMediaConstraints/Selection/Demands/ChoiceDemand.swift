/// What a constraint asks of a string, an enumeration value or a boolean; any of a list will do.
struct ChoiceDemand: Hashable, Sendable {
  /// What will do; `nil` when all will, also a setting that is absent.
  var exact: [BooleanOrDOMString]?
  /// What is preferred.
  var ideal: [BooleanOrDOMString]?

  /// An empty list asks for nothing.
  init(
    exact: [BooleanOrDOMString]?, ideal: [BooleanOrDOMString]?, isBare: Bool, bareIsIdeal: Bool
  ) {
    let bareIsExact = isBare && !bareIsIdeal
    self.exact = Self.unlessEmpty(bareIsExact ? ideal : exact)
    self.ideal = Self.unlessEmpty(bareIsExact ? nil : ideal)
  }

  private static func unlessEmpty(_ list: [BooleanOrDOMString]?) -> [BooleanOrDOMString]? {
    list?.isEmpty == false ? list : nil
  }

  func isMet(by value: BooleanOrDOMString) -> Bool { exact?.contains(value) ?? true }

  /// Rule 8: 0 for any of the ideal values, else 1.
  func distance(_ actual: BooleanOrDOMString) -> Double {
    ideal?.contains(actual) ?? true ? 0 : 1
  }
}
