import UserMediaCore

extension ConstraintValue {
  /// A bare value, or a dictionary of `exact` and `ideal`.
  static func form(
    _ isBare: Bool, exact: ConstraintValue?, ideal: ConstraintValue?
  ) -> ConstraintValue {
    if isBare, let ideal { return ideal }
    var members = Members()
    if let exact { members.append(new: "exact", exact) }
    if let ideal { members.append(new: "ideal", ideal) }
    return .object(members)
  }
}

extension ConstraintValue {
  /// Web IDL, `DOMString`, no longer than Chromium takes it.
  func constraintString(at path: String) throws(TypeError) -> String {
    let string = toString
    guard !string.isTooLongForConstraint else {
      throw TypeError("\(path): constraint string too long")
    }
    return string
  }
}

extension ConstraintValue.Members {
  /// A member's conversion, told the member's path; `nil` for one that is not there.
  func part<Part>(
    _ key: String, at path: String,
    _ convert: (ConstraintValue, _ path: String) throws(TypeError) -> Part
  ) throws(TypeError) -> Part? {
    guard let value = self[key] else { return nil }
    return try convert(value, "\(path).\(key)")
  }
}
