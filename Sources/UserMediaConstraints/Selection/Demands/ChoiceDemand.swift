/// The demand of a constraint on a string, an enumeration value or a boolean; any value of a list
/// is acceptable.
struct ChoiceDemand: Hashable, Sendable {
  /// The acceptable values; `nil` if any is, and the setting may even be absent.
  var exact: [BooleanOrDOMString]?
  /// The preferred values.
  var ideal: [BooleanOrDOMString]?

  /// An empty list requests nothing.
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

  /// Rule 8: 0 for any of the ideal values, otherwise 1.
  func distance(_ actual: BooleanOrDOMString) -> Double {
    ideal?.contains(actual) ?? true ? 0 : 1
  }
}
