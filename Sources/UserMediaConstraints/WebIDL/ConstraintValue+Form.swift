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
  /// Web IDL, `DOMString`, within Chromium's limit on its length.
  func constraintString(at path: String) throws(TypeError) -> String {
    let string = toString
    guard !string.isTooLongForConstraint else {
      throw TypeError("\(path): constraint string too long")
    }
    return string
  }
}

extension ConstraintValue.Members {
  /// Converts a member, given its path; `nil` for a missing one.
  func part<Part>(
    _ key: String, at path: String,
    _ convert: (ConstraintValue, _ path: String) throws(TypeError) -> Part
  ) throws(TypeError) -> Part? {
    guard let value = self[key] else { return nil }
    return try convert(value, "\(path).\(key)")
  }
}
