extension TrackRequest {
  /// Reads sets that say a preference, as dialects without preferences have to, as one again: two
  /// neighbours with one smallest and one largest value, or a set of one value.
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

  /// The value of a set of one wish for one value.
  private static func preference(_ set: [Wish]) -> ConstraintValue? {
    guard set.count == 1, let wish = set.first, wish.ideal == nil else { return nil }
    if let exact = wish.exact { return wish.min == nil && wish.max == nil ? exact : nil }
    guard let value = wish.min, wish.max == value else { return nil }
    return .number(value)
  }

  /// The value between the bounds of two sets of one wish each.
  private static func preference(_ first: [Wish], _ second: [Wish]) -> ConstraintValue? {
    guard first.count == 1, second.count == 1, first[0].property == second[0].property,
      let value = first[0].min, second[0] == Wish(first[0].property, max: value),
      first[0] == Wish(first[0].property, min: value)
    else { return nil }
    return .number(value)
  }

  /// Makes a value the preference, or a further one where there may be several; false when the
  /// property has one already.
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
