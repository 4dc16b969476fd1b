extension CurrentGrammar {
  static func write(_ request: TrackRequest) -> ConstraintValue {
    var members = ConstraintValue.Members()
    for wish in request.basic {
      members.append(new: wish.property.rawValue, value(of: wish, bare: .ideal))
    }
    if !request.advanced.isEmpty {
      let sets = request.advanced.map { set in
        var members = ConstraintValue.Members()
        for wish in set {
          members.append(new: wish.property.rawValue, value(of: wish, bare: .exact))
        }
        return ConstraintValue.object(members)
      }
      members.append(new: "advanced", .array(sets))
    }
    return .object(members)
  }

  /// The shortest form of a constraint: a bare value if equivalent.
  private static func value(of wish: Wish, bare: BareValue) -> ConstraintValue {
    if wish.min == nil, wish.max == nil {
      switch (bare, wish.exact, wish.ideal) {
      case (.ideal, nil, let value?), (.exact, let value?, nil): return value.singleOrList
      default: break
      }
    }
    var parts = ConstraintValue.Members()
    if let min = wish.min { parts.append(new: "min", .number(min)) }
    if let max = wish.max { parts.append(new: "max", .number(max)) }
    if let exact = wish.exact { parts.append(new: "exact", exact.singleOrList) }
    if let ideal = wish.ideal { parts.append(new: "ideal", ideal.singleOrList) }
    return .object(parts)
  }
}

extension ConstraintValue {
  /// A list of one value as that value.
  var singleOrList: ConstraintValue {
    if case .array(let elements) = self, elements.count == 1 { elements[0] } else { self }
  }

  /// The values of a list; of anything else, itself.
  var alternatives: [ConstraintValue] {
    if case .array(let elements) = self { elements } else { [self] }
  }
}
