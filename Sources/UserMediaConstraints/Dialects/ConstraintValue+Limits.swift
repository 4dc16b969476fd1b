import UserMediaCore

extension ConstraintValue {
  /// Throws a TypeError for strings and lists longer than Chromium takes them, and for what is
  /// nested deeper than constraints could be.
  func checkLimits(depth: Int = 0) throws(TypeError) {
    switch self {
    case .null, .bool, .number: return
    case .string(let text):
      guard !text.isTooLongForConstraint else { throw TypeError("Constraint string too long") }
    case .array(let elements):
      guard elements.count <= ConstraintLimits.listCount else {
        throw TypeError("Constraint list too long")
      }
      try checkNesting(depth)
      for index in elements.indices { try elements[index].checkLimits(depth: depth + 1) }
    case .object(let members):
      try checkNesting(depth)
      for index in members.entries.indices {
        try members.entries[index].value.checkLimits(depth: depth + 1)
      }
    }
  }

  private func checkNesting(_ depth: Int) throws(TypeError) {
    guard depth < JSONReader.maximumDepth else { throw TypeError("Constraints nested too deep") }
  }
}
