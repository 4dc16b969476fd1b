extension TrackRequest {
  /// Turns sets that stand for a preference, in dialects without one, back into an ideal: two
  /// adjacent sets with equal bounds, or a set with one value.
  mutating func foldIdeals(_ context: inout TranslationContext) {
    var kept: [[Wish]] = []
    var index = 0
    while index < advanced.count {
      let set = advanced[index]
      let next = index + 1 < advanced.count ? advanced[index + 1] : []
      if let value = Self.preference(set) {
        if prefer(set[0].property, value, &context) {
          index += 1
          continue
        }
      } else if let value = Self.preference(set, next) {
        if prefer(set[0].property, value, &context) {
          index += 2
          continue
        }
      }
      kept.append(set)
      index += 1
    }
    advanced = kept
  }

  /// The value of a set of one constraint on one value.
  private static func preference(_ set: [Wish]) -> ConstraintValue? {
    guard set.count == 1, let wish = set.first, wish.ideal == nil else { return nil }
    if let exact = wish.exact { return wish.min == nil && wish.max == nil ? exact : nil }
    guard let value = wish.min, wish.max == value else { return nil }
    return .number(value)
  }

  /// The value of two sets that each have one of two equal bounds.
  private static func preference(_ first: [Wish], _ second: [Wish]) -> ConstraintValue? {
    guard first.count == 1, second.count == 1, first[0].property == second[0].property,
      let value = first[0].min, second[0] == Wish(first[0].property, max: value),
      first[0] == Wish(first[0].property, min: value)
    else { return nil }
    return .number(value)
  }

  /// Makes a value the preference, or appends it if there may be several; false if the property
  /// already has one.
  private mutating func prefer(
    _ property: ConstrainableProperty, _ value: ConstraintValue,
    _ context: inout TranslationContext
  ) -> Bool {
    if let former = self[property].ideal {
      guard property.valueType == .string else { return false }
      self[property].ideal = .array(former.alternatives + value.alternatives)
    } else {
      self[property].ideal = value
    }
    context.note(.approximated, Path(property.rawValue), "sets of one value are read as an ideal")
    return true
  }
}
