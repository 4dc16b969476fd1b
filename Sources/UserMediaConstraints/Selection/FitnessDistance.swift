package import UserMediaCore

/// The fitness distance between settings and one set of constraints (Media Capture and Streams,
/// 6.1.2, "fitness distance"): the sum over the set's members, each by the first rule that applies.
///
/// 1. An unknown name: 0. A `MediaTrackConstraintSet` contains none.
/// 2. A requirement that the setting does not meet, or whose setting is absent: infinity.
/// 3. A constraint on a property that tracks of `kind` do not have: 0. This takes precedence over
///    rule 2, because `getUserMedia` ignores such constraints (10.2, step 6.3).
/// 4. A boolean for a non-boolean property (`pan`, `tilt`, `zoom`): 0 if the setting is present or
///    absent as requested, otherwise 1.
/// 5. An absent setting: 1.
/// 6. No ideal value: 0.
/// 7. A number: its difference from the ideal, relative to the greater of the two.
/// 8. Anything else: 0 if it is one of the ideal values, otherwise 1.
///
/// `selectSettings` departs from this for a camera's preferred aspect ratio: see
/// ``RatioPreference``.
///
/// - Parameter bareIsIdeal: Whether bare values are preferences: `true` for basic sets; inside
///   `advanced` they are requirements.
package func fitnessDistance(
  _ settings: MediaTrackSettings, _ set: MediaTrackConstraintSet, kind: MediaDeviceKind,
  bareIsIdeal: Bool = true
) -> Double {
  set.entries.reduce(0) { sum, entry in
    guard entry.property.applies(to: kind) else { return sum }
    return sum + Demand(entry, bareIsIdeal: bareIsIdeal).distance(settings[entry.property])
  }
}

/// The first requirement of a basic set that settings do not meet; `nil` if they meet all of them.
///
/// A driver may deliver other settings than were chosen. Settings with a `displaySurface` belong to
/// a display.
package func unmetConstraint(
  _ settings: MediaTrackSettings, _ set: MediaTrackConstraintSet, kind: MediaDeviceKind
) -> ConstrainableProperty? {
  set.entries.first { entry in
    entry.property.applies(to: kind)
      && (settings.displaySurface == nil || entry.property.constrainsDisplays)
      && Demand(entry, bareIsIdeal: true).distance(settings[entry.property]) == .infinity
  }?.property
}
