import UserMediaCore

extension [Wish] {
  /// Adds a constraint, or combines it with the existing one on its property so that both are met.
  /// If they contradict each other, the first takes precedence, unless the second `wins`.
  ///
  /// Throws ``OverconstrainedError`` if no value can meet both requirements.
  mutating func merge(
    _ wish: consuming Wish, wins: Bool = false, _ path: Path, _ context: inout TranslationContext
  ) throws(OverconstrainedError) {
    let property = wish.property
    guard let index = firstIndex(where: { $0.property == property }) else {
      append(wish)
      return
    }
    let former = self[index]
    // Chrome had two names for echo cancellation, one of which took precedence.
    if former.exact.contradicts(wish.exact), property != .echoCancellation {
      throw OverconstrainedError(
        constraint: property.rawValue,
        message: "\(context.whole(path)): another member requires a different \(property.rawValue)")
    }
    var joined = former
    joined.min = [former.min, wish.min].compactMap(\.self).max()
    joined.max = [former.max, wish.max].compactMap(\.self).min()
    joined.exact = wins ? wish.exact ?? former.exact : former.exact ?? wish.exact
    joined.ideal = wins ? wish.ideal ?? former.ideal : former.ideal ?? wish.ideal
    self[index] = joined
    if former.min != nil && wish.min != nil || former.max != nil && wish.max != nil
      || former.exact.contradicts(wish.exact) || former.ideal.contradicts(wish.ideal)
    {
      context.note(.conflict, path, "another member sets a different \(property.rawValue)")
    }
  }
}

extension ConstraintValue? {
  fileprivate func contradicts(_ other: ConstraintValue?) -> Bool {
    if let self, let other { self != other } else { false }
  }
}
