package import UserMediaCore

extension MediaTrackConstraints {
  /// Throws a TypeError for strings and lists that are too long, as the conversion of a page's
  /// value does, for constraints that were created without a conversion.
  package func checkLimits() throws(TypeError) {
    if let advanced, advanced.count > ConstraintLimits.listCount {
      throw TypeError("advanced: constraint list too long")
    }
    try basic.checkLimits()
    for set in advanced ?? [] { try set.checkLimits() }
  }
}

extension MediaTrackConstraintSet {
  fileprivate func checkLimits() throws(TypeError) {
    for entry in entries {
      switch entry.constraint {
      case .string(let wish):
        try wish.exact?.checkLimits(of: entry.property)
        try wish.ideal?.checkLimits(of: entry.property)
      case .booleanOrString(let wish):
        for case .string(let text)? in [wish.exact, wish.ideal] {
          try DOMStringOrList.string(text).checkLimits(of: entry.property)
        }
      case .unsignedLong, .double, .boolean, .booleanOrDouble: break
      }
    }
  }
}

extension DOMStringOrList {
  fileprivate func checkLimits(of property: ConstrainableProperty) throws(TypeError) {
    guard values.count <= ConstraintLimits.listCount else {
      throw TypeError("\(property.rawValue): constraint string sequence too long")
    }
    for text in values where text.isTooLongForConstraint {
      throw TypeError("\(property.rawValue): constraint string too long")
    }
  }
}

extension String {
  /// Whether it is longer than Chromium allows for strings in constraints.
  ///
  /// A string never has fewer UTF-8 than UTF-16 units, and its UTF-8 count is free.
  var isTooLongForConstraint: Bool {
    utf8.count > ConstraintLimits.stringLength && utf16.count > ConstraintLimits.stringLength
  }
}
