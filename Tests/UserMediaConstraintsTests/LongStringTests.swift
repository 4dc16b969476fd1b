import Testing
import UserMediaConstraints
import UserMediaCore

/// Strings and lists that are too long, in constraints built by a program and in those converted
/// from a page's value: the same limits apply.
@Suite struct LongStringTests {
  private static let properties = ConstrainableProperty.allCases.filter {
    $0.valueType == .string || $0.valueType == .booleanOrString
  }
  /// The longest accepted string, and one unit more; in UTF-16 units, as in Chromium.
  private static let texts: [(text: String, isTooLong: Bool)] = [
    (String(repeating: "x", count: 500), false), (String(repeating: "x", count: 501), true),
    (String(repeating: "é", count: 500), false), (String(repeating: "é", count: 501), true),
    (String(repeating: "😀", count: 250), false), (String(repeating: "😀", count: 251), true),
  ]

  /// All forms of a string in a constraint.
  private static func forms(_ text: String) -> [ConstraintValue] {
    let bare = ConstraintValue.string(text)
    return [bare, ["exact": bare], ["ideal": bare]]
  }

  private static func lists(_ elements: [ConstraintValue]) -> [ConstraintValue] {
    let list = ConstraintValue.array(elements)
    return [list, ["exact": list], ["ideal": list]]
  }

  @Test func typedStringsHaveTheSameLimitAsConvertedOnes() throws {
    #expect(Self.properties.count >= 6)
    for property in Self.properties {
      for (text, isTooLong) in Self.texts {
        var forms = Self.forms(text)
        if property.valueType == .string { forms += Self.lists([.string(text), "y"]) }
        for form in forms { try check(property, form, isTooLong) }
      }
    }
  }

  @Test func typedListsHaveTheSameLimitAsConvertedOnes() throws {
    for property in Self.properties where property.valueType == .string {
      for (count, isTooLong) in [(100, false), (101, true)] {
        let elements = [ConstraintValue](repeating: "x", count: count)
        for form in Self.lists(elements) { try check(property, form, isTooLong) }
      }
    }
  }

  @Test func advancedSetsHaveTheSameLimit() throws {
    for (count, isTooLong) in [(100, false), (101, true)] {
      let sets = [MediaTrackConstraintSet](repeating: .init(width: 1), count: count)
      let typed = MediaTrackConstraints(basic: .init(), advanced: sets)
      #expect(Self.fails { try typed.checkLimits() } == isTooLong)
      #expect(Self.fails { _ = try MediaTrackConstraints(converting: typed.value) } == isTooLong)
    }
  }

  /// Converts a value, and builds the same without a conversion, in a basic and an advanced set.
  private func check(
    _ property: ConstrainableProperty, _ value: ConstraintValue, _ isTooLong: Bool
  ) throws {
    // Display constraints apply only to displays; they are converted per set.
    let members: ConstraintValue = [property.rawValue: value]
    let isRejected = Self.fails { _ = try MediaTrackConstraintSet(converting: members) }
    #expect(isRejected == isTooLong, "\(property) \(value.json.prefix(40))")
    let set = Self.typed(property, value)
    #expect(set.value == members)
    for typed in [
      MediaTrackConstraints(basic: set), .init(basic: .init(), advanced: [.init(), set]),
    ] {
      #expect(Self.fails { try typed.checkLimits() } == isTooLong)
      let stream = MediaStreamConstraints(video: .constraints(typed))
      if isTooLong {
        #expect(throws: TypeError.self) { try stream.requestedKinds(display: true) }
        #expect(throws: TypeError.self) { try stream.requestedKinds() }
      } else {
        #expect(try stream.requestedKinds(display: true).count == 1)
      }
    }
  }

  private static func fails(_ work: () throws -> Void) -> Bool {
    do {
      try work()
      return false
    } catch {
      return error is TypeError
    }
  }

  private static func typed(
    _ property: ConstrainableProperty, _ value: ConstraintValue
  ) -> MediaTrackConstraintSet {
    func texts(_ value: ConstraintValue?) -> DOMStringOrList? {
      switch value {
      case .string(let text): .string(text)
      case .array(let elements):
        .list(elements.compactMap { if case .string(let text) = $0 { text } else { nil } })
      default: nil
      }
    }
    func choice(_ value: ConstraintValue?) -> BooleanOrDOMString? {
      if case .string(let text) = value { .string(text) } else { nil }
    }
    var set = MediaTrackConstraintSet()
    let isObject = value.members != nil
    if property.valueType == .string {
      set[property] = .string(
        isObject
          ? ConstrainDOMString(exact: texts(value["exact"]), ideal: texts(value["ideal"]))
          : ConstrainDOMString(texts(value)!))
    } else {
      set[property] = .booleanOrString(
        isObject
          ? ConstrainBooleanOrDOMString(
            exact: choice(value["exact"]), ideal: choice(value["ideal"]))
          : ConstrainBooleanOrDOMString(choice(value)!))
    }
    return set
  }
}
