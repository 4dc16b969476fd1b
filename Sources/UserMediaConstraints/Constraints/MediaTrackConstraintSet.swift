/// A set of constraints (Media Capture and Streams, `MediaTrackConstraintSet`), in the order in
/// which they were written.
public struct MediaTrackConstraintSet: Hashable, Sendable {
  /// The constraints in order, each property at most once.
  package private(set) var entries: [Entry] = []

  /// One property's constraint.
  package struct Entry: Hashable, Sendable {
    package var property: ConstrainableProperty
    package var constraint: PropertyConstraint
  }

  /// The constraint on a property, of any type. Setting `nil` removes it.
  package subscript(property: ConstrainableProperty) -> PropertyConstraint? {
    get { entries.first { $0.property == property }?.constraint }
    set {
      let index = entries.firstIndex { $0.property == property }
      switch (index, newValue) {
      case (let index?, let constraint?): entries[index].constraint = constraint
      case (let index?, nil): entries.remove(at: index)
      case (nil, let constraint?):
        entries.append(Entry(property: property, constraint: constraint))
      case (nil, nil): break
      }
    }
  }

  /// The constraint on a property that has constraints of this type.
  subscript<Value: PropertyConstraintValue>(
    typed property: ConstrainableProperty
  ) -> Value? {
    get { self[property].flatMap(Value.init) }
    set { self[property] = newValue?.propertyConstraint }
  }

  /// The properties that the set names, in order.
  public var properties: [ConstrainableProperty] { entries.map(\.property) }

  /// Creates an empty set.
  public init() {}
}
