/// What one kind of track is asked for, in no dialect: what all of them are translated through.
struct TrackRequest: Hashable {
  /// Wishes that count each for itself, one per property: the current dialect's own members.
  var basic: [Wish] = []
  /// Sets to be met as a whole or not at all, in order.
  var advanced: [[Wish]] = []
  /// Where the picture is to come from, as Firefox says it: a camera unless it is a screen.
  var mediaSource: ConstraintValue?

  /// Whether a screen, window or tab is wanted rather than a device.
  var wantsDisplay: Bool {
    mediaSource.map { DisplayWords.isDisplay("mediaSource", $0, device: nil) } ?? false
  }

  /// The wish for a property, made when there is none.
  subscript(property: ConstrainableProperty) -> Wish {
    get { basic.first { $0.property == property } ?? Wish(property) }
    set {
      if let index = basic.firstIndex(where: { $0.property == property }) {
        basic[index] = newValue
      } else {
        basic.append(newValue)
      }
    }
  }
}

/// What is wished of one property.
struct Wish: Hashable {
  let property: ConstrainableProperty
  /// The least value that will do.
  var min: Double?
  /// The greatest value that will do.
  var max: Double?
  /// The only value that will do, or a list of those.
  var exact: ConstraintValue?
  /// The preferred value, or a list of those.
  var ideal: ConstraintValue?

  init(
    _ property: ConstrainableProperty, min: Double? = nil, max: Double? = nil,
    exact: ConstraintValue? = nil, ideal: ConstraintValue? = nil
  ) {
    self.property = property
    self.min = min
    self.max = max
    self.exact = exact
    self.ideal = ideal
  }

  var isRequired: Bool { min != nil || max != nil || exact != nil }
  var isEmpty: Bool { !isRequired && ideal == nil }

  /// The range that an exact number and the bounds leave together; `nil` when no number is
  /// required.
  var range: (min: Double?, max: Double?)? {
    guard case .number(let exact) = exact else {
      return min == nil && max == nil ? nil : (min, max)
    }
    return (Swift.max(exact, min ?? exact), Swift.min(exact, max ?? exact))
  }
}
