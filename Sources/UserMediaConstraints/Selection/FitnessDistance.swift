package import UserMediaCore

/// The fitness distance between settings and one set of constraints (Media Capture and Streams,
/// 6.1.2, the fitness distance): the sum over the set's members, each by the first rule that fits.
///
/// 1. A name that is not known adds 0: such names never get into a `MediaTrackConstraintSet`.
/// 2. A required value that the setting does not meet, or an absent setting: infinity.
/// 3. A constraint on a property that tracks of `kind` do not have: 0. It goes before rule 2, since
///    `getUserMedia` leaves such constraints out (10.2, step 6.3).
/// 4. A boolean for a property that is none (`pan`, `tilt`, `zoom`): 0 if the setting is there as
///    wished, else 1.
/// 5. An absent setting: 1.
/// 6. No ideal value: 0.
/// 7. A number: the difference from the ideal in parts of the greater of both.
/// 8. Anything else: 0 when it is one of the ideal values, else 1.
///
/// - Parameter bareIsIdeal: Whether bare values are preferences: `true` for basic sets; inside
///   `advanced` they are required.
package func fitnessDistance(
  _ settings: MediaTrackSettings, _ set: MediaTrackConstraintSet, kind: MediaDeviceKind,
  bareIsIdeal: Bool = true
) -> Double {
  set.entries.reduce(0) { sum, entry in
    guard entry.property.applies(to: kind) else { return sum }
    return sum + Demand(entry, bareIsIdeal: bareIsIdeal).distance(settings[entry.property])
  }
}

/// The first required constraint of a basic set that settings do not meet; `nil` when they meet
/// all.
///
/// A driver may give other settings than were chosen. Settings with a `displaySurface` are a
/// display's.
package func unmetConstraint(
  _ settings: MediaTrackSettings, _ set: MediaTrackConstraintSet, kind: MediaDeviceKind
) -> ConstrainableProperty? {
  set.entries.first { entry in
    entry.property.applies(to: kind)
      && (settings.displaySurface == nil || entry.property.constrainsDisplays)
      && Demand(entry, bareIsIdeal: true).distance(settings[entry.property]) == .infinity
  }?.property
}
