extension TrackRequest {
  /// Turns equal bounds into an equivalent exact value, and reports bounds that exclude each other.
  /// The latter are kept, so that selection fails and names the property.
  mutating func joinBounds(_ part: Path.Part, _ context: inout TranslationContext) {
    for index in basic.indices {
      guard let min = basic[index].min, let max = basic[index].max, basic[index].exact == nil else {
        continue
      }
      let path = Path(part, basic[index].property.rawValue)
      if min == max {
        basic[index].min = nil
        basic[index].max = nil
        basic[index].exact = .number(min)
        context.note(.requiredToExact, path, "equal bounds become an exact value")
      } else if min > max {
        context.note(.conflict, path, "the smallest value is above the largest")
      }
    }
  }
}
