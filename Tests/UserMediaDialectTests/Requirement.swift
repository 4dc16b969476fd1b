import UserMediaConstraints
import UserMediaCore

/// What constraints require of one property, read from a dialect's text by independent rules.
struct Requirement: Hashable {
  var lower = -Double.infinity
  var upper = Double.infinity
  /// The only acceptable values; `nil` if all are.
  var allowed: Set<ConstraintValue>?

  /// Whether it can't be met.
  var isContradictory: Bool { lower > upper || allowed?.isEmpty == true }

  /// Whether everything that meets this requirement also meets the other.
  func implies(_ other: Requirement) -> Bool {
    func isNoLess(_ one: Double, _ two: Double) -> Bool {
      one >= two || abs(one - two) <= 1e-9 * abs(two)
    }
    guard isNoLess(lower, other.lower), isNoLess(other.upper, upper) else { return false }
    guard let wanted = other.allowed else { return true }
    return allowed.map { $0.isSubset(of: wanted) } ?? false
  }

  /// Both.
  func and(_ other: Requirement) -> Requirement {
    let allowed =
      switch (allowed, other.allowed) {
      case (let one?, let two?): one.intersection(two)
      case (let one, let two): one ?? two
      }
    return Requirement(
      lower: max(lower, other.lower), upper: min(upper, other.upper), allowed: allowed)
  }
}

/// The requirements for one kind of track, by each property's current name.
typealias Requirements = [ConstrainableProperty: Requirement]

/// Reads what constraints require.
struct RequirementReader {
  let dialect: Dialect
  let kind: String
  private(set) var requirements = Requirements()

  /// What a value requires of a kind of track.
  static func read(_ value: ConstraintValue, _ kind: String, in dialect: Dialect) -> Requirements {
    var reader = RequirementReader(dialect: dialect, kind: kind)
    if let members = value[kind]?.members { reader.read(members) }
    return reader.requirements
  }

  private init(dialect: Dialect, kind: String) {
    self.dialect = dialect
    self.kind = kind
  }

  private mutating func read(_ members: ConstraintValue.Members) {
    if dialect == .string { return }
    let mandatory = members["mandatory"]?.members ?? [:]
    for (name, value) in mandatory {
      // Chrome's second name for it, which takes precedence.
      if name == "googEchoCancellation", mandatory["echoCancellation"] != nil { continue }
      if dialect == .mozMandatory, name != "facingMode" { continue }
      add(name, value, bareIsExact: true)
    }
    if dialect == .mozMandatory { return }
    let required = ["require", "required"].flatMap { list -> [ConstraintValue] in
      if case .array(let names)? = members[list] { names } else { [] }
    }
    let isMoz = dialect == .moz || members["require"] != nil || members["required"] != nil
    for (name, value) in members where !["mandatory", "optional", "advanced"].contains(name) {
      if isMoz, mandatory.isEmpty, !required.contains(.string(name)) {
        // Bounds that aren't required don't count.
        if let exact = value["exact"] { add(name, ["exact": exact], bareIsExact: false) }
      } else {
        add(name, value, bareIsExact: required.contains(.string(name)))
      }
    }
  }

  private mutating func add(_ name: String, _ value: ConstraintValue, bareIsExact: Bool) {
    for (prefix, isLower) in [("min", true), ("max", false)] where name.hasPrefix(prefix) {
      let rest = name.dropFirst(3)
      let current = rest.prefix(1).lowercased() + rest.dropFirst()
      guard let property = ConstrainableProperty(rawValue: current) else { continue }
      guard let number = number(value, property) else { continue }
      add(
        isLower ? Requirement(lower: number) : Requirement(upper: number), of: property)
    }
    let former = [
      "sourceId": "deviceId", "googEchoCancellation": "echoCancellation",
      "googAutoGainControl": "autoGainControl", "googNoiseSuppression": "noiseSuppression",
      "mozAutoGainControl": "autoGainControl", "mozNoiseSuppression": "noiseSuppression",
      "latencyMs": "latency",
    ]
    guard let property = ConstrainableProperty(rawValue: former[name] ?? name) else { return }
    guard case .object(let parts) = value else {
      if bareIsExact { add(exact: value, of: property, scale: name == "latencyMs" ? 1e-3 : 1) }
      return
    }
    if let exact = parts["exact"] { add(exact: exact, of: property, scale: 1) }
    switch property.valueType {
    case .unsignedLong, .double, .booleanOrDouble: break
    case .boolean, .string, .booleanOrString: return
    }
    if let min = number(parts["min"], property) { add(Requirement(lower: min), of: property) }
    if let max = number(parts["max"], property) { add(Requirement(upper: max), of: property) }
  }

  private mutating func add(
    exact: ConstraintValue, of property: ConstrainableProperty, scale: Double
  ) {
    switch property.valueType {
    case .unsignedLong, .double, .booleanOrDouble:
      guard let number = number(exact, property) else { return }
      add(Requirement(lower: number * scale, upper: number * scale), of: property)
    case .boolean, .booleanOrString, .string:
      let values: [ConstraintValue] = if case .array(let list) = exact { list } else { [exact] }
      if !values.isEmpty { add(Requirement(allowed: Set(values)), of: property) }
    }
  }

  /// A number in the property's type.
  private func number(
    _ value: ConstraintValue?, _ property: ConstrainableProperty
  ) -> Double? {
    guard case .number(let number)? = value else { return nil }
    guard property.valueType == .unsignedLong else { return number }
    return min(max(number.rounded(.toNearestOrEven), 0), Double(UInt32.max))
  }

  private mutating func add(_ requirement: Requirement, of property: ConstrainableProperty) {
    guard property.applies(to: kind == "audio" ? .audioinput : .videoinput) else { return }
    requirements[property] = requirements[property].map { $0.and(requirement) } ?? requirement
  }
}
