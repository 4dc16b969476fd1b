package import UserMediaConstraints
import UserMediaCore

/// Generates constraints in every form of the current dialect, with names of all dialects.
package struct ConstraintGenerator {
  package var random: SeededGenerator

  /// Generates the same constraints for the same seed.
  package init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  package mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  package mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &random)]
  }

  // MARK: The current dialect

  /// A complete request in the current dialect.
  package mutating func current() -> ConstraintValue {
    var members = ConstraintValue.Members()
    for kind in ["audio", "video"].shuffled(using: &random) where chance(75) {
      if chance(20) {
        members[kind] = .bool(chance(80))
      } else {
        members[kind] = .object(track(kind))
      }
    }
    return .object(members)
  }

  private mutating func track(_ kind: String) -> ConstraintValue.Members {
    var members = set(kind)
    if chance(30) {
      var sets: [ConstraintValue] = []
      for _ in 0..<Int.random(in: 0...3, using: &random) { sets.append(.object(set(kind))) }
      members["advanced"] = .array(sets)
    }
    return members
  }

  private mutating func set(_ kind: String) -> ConstraintValue.Members {
    let common: [ConstrainableProperty] =
      kind == "audio"
      ? [.echoCancellation, .autoGainControl, .noiseSuppression, .latency, .deviceId]
      : [.width, .height, .frameRate, .aspectRatio, .facingMode, .deviceId]
    var members = ConstraintValue.Members()
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let property = pick(chance(85) ? common : ConstrainableProperty.allCases)
      members[property.rawValue] = constraint(property)
    }
    return members
  }

  private mutating func constraint(_ property: ConstrainableProperty) -> ConstraintValue {
    if chance(35) { return value(property) }
    var parts = ConstraintValue.Members()
    for part in ["exact", "ideal"] where chance(35) { parts[part] = value(property) }
    if property.valueType == .unsignedLong || property.valueType == .double {
      for part in ["min", "max"] where chance(45) { parts[part] = value(property) }
    }
    return .object(parts)
  }

  private mutating func value(_ property: ConstrainableProperty) -> ConstraintValue {
    switch property.valueType {
    case .unsignedLong:
      pick([0, 1, 240, 480, 640, 640.5, 720, 1280, 1920, 48000, -5, 4_294_967_295, 1e12])
    case .double, .booleanOrDouble:
      pick([0, 0.003, 0.01, 0.0125, 1.333, 1.7777777778, 7.5, 15, 29.97, 30, 60, -1])
    case .boolean: .bool(chance(50))
    case .booleanOrString: pick([true, false, true, false, "all", "remote-only"])
    case .string:
      chance(70) ? text() : .array((0..<Int.random(in: 0...3, using: &random)).map { _ in text() })
    }
  }

  private mutating func text() -> ConstraintValue {
    pick(["user", "environment", "left", "abc", "none", "", "crop-and-scale", "é😀"])
  }

  // MARK: Chrome's dialect, as far as the current one can express it

  /// A request for video in Chrome's dialect that uses only names with an equivalent.
  package mutating func webkit() -> ConstraintValue {
    var mandatory = ConstraintValue.Members()
    var optional: [ConstraintValue] = []
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let (name, value) = webkitMember()
      mandatory[name] = value
    }
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let (name, value) = webkitMember()
      optional.append([name: value])
    }
    var members = ConstraintValue.Members()
    if !mandatory.isEmpty { members["mandatory"] = .object(mandatory) }
    if !optional.isEmpty { members["optional"] = .array(optional) }
    return ["video": .object(members)]
  }

  private mutating func webkitMember() -> (String, ConstraintValue) {
    let name = pick([
      "minWidth", "maxWidth", "minHeight", "maxHeight", "minFrameRate", "maxFrameRate",
      "minAspectRatio", "maxAspectRatio", "sourceId", "facingMode",
    ])
    return (name, name.hasPrefix("m") ? pick([1, 15, 30, 640, 1280, 1920]) : pick(["a", "user"]))
  }

  // MARK: Anything

  /// A value of any shape, built from names of all dialects.
  package mutating func anything(depth: Int = 0) -> ConstraintValue {
    switch Int.random(in: 0..<(depth > 4 ? 5 : 10), using: &random) {
    case 0: return pick([nil, true, false])
    case 1: return .number(Double(bitPattern: random.next()))
    case 2: return pick([0, -1, 640, 1280.5, 1e300, 30])
    case 3: return .string(word())
    case 4: return pick(["true", "640px", "video user", "", "é", "1e5", "-0x12"])
    case 5:
      return .array(
        (0..<Int.random(in: 0...3, using: &random)).map { _ in anything(depth: depth + 1) })
    default:
      var members = ConstraintValue.Members()
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        let name = depth == 0 && chance(80) ? pick(["audio", "video"]) : word()
        members[name] = anything(depth: depth + 1)
      }
      return .object(members)
    }
  }

  private mutating func word() -> String {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: pick(["mandatory", "optional", "advanced", "require", "required"])
    case 1: pick(["min", "max", "exact", "ideal", "audio", "video", "fake", "picture", "x"])
    case 2: pick(translationTable).name
    default: pick(ConstrainableProperty.allCases).rawValue
    }
  }

  /// Random options.
  package mutating func options() -> TranslationOptions {
    TranslationOptions(
      strictness: pick([.strict, .lenient]), generation: pick([.before50, .from50, .today]),
      compatibility: pick([.best, .best, .adapter]), foldsIdeals: chance(30),
      addsImpliedProcessing: chance(30),
      devices: pick([
        nil, [],
        [
          .init(deviceId: "abc", label: "Front camera", kind: .videoinput),
          .init(deviceId: "b", label: "", kind: .videoinput),
        ],
      ]))
  }
}
