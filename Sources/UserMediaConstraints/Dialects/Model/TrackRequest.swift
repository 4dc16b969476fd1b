/// A dialect-neutral request for one kind of track, through which all translations go.
struct TrackRequest: Hashable {
  /// Independent constraints, one per property: the basic set of the current dialect.
  var basic: [Wish] = []
  /// Advanced sets in order, each to be met as a whole or skipped.
  var advanced: [[Wish]] = []
  /// Firefox's `mediaSource`: a camera or a screen.
  var mediaSource: ConstraintValue?

  /// Whether it requests a screen, window or tab instead of a device.
  var wantsDisplay: Bool {
    mediaSource.map { DisplayWords.isDisplay("mediaSource", $0, device: nil) } ?? false
  }

  /// The constraint on a property, created if missing.
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

/// The constraint on one property.
struct Wish: Hashable {
  let property: ConstrainableProperty
  /// The least acceptable value.
  var min: Double?
  /// The greatest acceptable value.
  var max: Double?
  /// The only acceptable value, or a list of acceptable ones.
  var exact: ConstraintValue?
  /// The preferred value, or a list of preferred ones.
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

  /// The intersection of an exact number and the bounds; `nil` if no number is required.
  var range: (min: Double?, max: Double?)? {
    guard case .number(let exact) = exact else {
      return min == nil && max == nil ? nil : (min, max)
    }
    return (Swift.max(exact, min ?? exact), Swift.min(exact, max ?? exact))
  }
}
