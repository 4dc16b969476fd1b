import ConstraintsTestSupport
import Testing
import UserMediaConstraints
import UserMediaCore

/// For every strictness, dialect and direction: a translation requires what the original required,
/// or fails.
@Suite struct RequirementPropertyTests {
  private static let count: UInt64 = 5_000
  private static let targets: [Dialect] = [.current, .webkit, .moz, .mozMandatory, .string]

  @Test(
    arguments: [Dialect.auto, .current, .webkit, .moz, .mozMandatory],
    TranslationOptions.Strictness.allCases)
  func requirementsAreKept(from: Dialect, strictness: TranslationOptions.Strictness) throws {
    let first = UInt64.random(in: 0 ... .max)
    var (translated, requirements) = (0, 0)
    for seed in (0..<Self.count).map({ first &+ $0 }) {
      var generator = ConstraintGenerator(seed: seed)
      let form = generator.form(readIn: from)
      let value = generator.request(in: form)
      var options = generator.options()
      options.strictness = strictness
      let to = generator.pick(Self.targets)
      guard let output = try? Translation(value, from: from, to: to, options: options).value else {
        continue
      }
      translated += 1
      // Strict reading ignores Chrome's flat names, like Chrome since version 50.
      let isFlatRead =
        strictness == .lenient && from != .moz && from != .mozMandatory
      let before = isFlatRead ? value : value.withoutFlatNames
      for kind in ["audio", "video"] {
        let after = RequirementReader.read(output, kind, in: to)
        for (property, requirement) in RequirementReader.read(before, kind, in: from) {
          requirements += 1
          // The facing mode may stand for the camera, and vice versa.
          let isByDevice = options.devices != nil && [.deviceId, .facingMode].contains(property)
          if isByDevice, [.deviceId, .facingMode].contains(where: { after[$0]?.allowed != nil }) {
            continue
          }
          if requirement.isContradictory { continue }
          if after[property]?.implies(requirement) != true {
            Issue.record(
              "seed \(seed): \(property) of \(value.json) in \(to): \(output.json), \(options)")
          }
        }
      }
    }
    // At least some cases were checked.
    #expect(translated > Int(Self.count) / 20)
    #expect(requirements > Int(Self.count) / 40)
  }
}

extension ConstraintValue {
  /// The same value without what Chrome's syntax can't express.
  fileprivate var withoutFlatNames: ConstraintValue {
    guard var members else { return self }
    for kind in ["audio", "video"] {
      guard let track = members[kind]?.members else { continue }
      let kept = track.filter { name, _ in
        !name.hasPrefix("goog") && !name.hasPrefix("latencyM")
          && !(name.hasPrefix("min") || name.hasPrefix("max"))
      }
      members[kind] = .object(.init(kept.map { ($0.key, $0.value) }))
    }
    return .object(members)
  }
}

extension ConstraintGenerator {
  /// Forms of constraints for one kind of track.
  fileprivate enum Form: CaseIterable {
    case current, webkit, moz, mozMandatory, flat, mixed
  }

  /// A form that a dialect accepts.
  fileprivate mutating func form(readIn dialect: Dialect) -> Form {
    switch dialect {
    case .auto, .current: pick([.current, .webkit, .moz, .flat, .mixed])
    case .webkit: pick([.webkit, .webkit, .current, .flat, .mixed])
    case .moz: pick([.moz, .moz, .flat])
    case .mozMandatory, .string: .mozMandatory
    }
  }

  fileprivate mutating func request(in form: Form) -> ConstraintValue {
    var members = ConstraintValue.Members()
    for kind in ["audio", "video"] where chance(70) { members[kind] = track(kind, in: form) }
    return .object(members)
  }

  private mutating func track(_ kind: String, in form: Form) -> ConstraintValue {
    var members = ConstraintValue.Members()
    switch form {
    case .current: return current()[kind] ?? [:]
    case .webkit, .mozMandatory: addParts(kind, to: &members)
    case .moz: addRequired(kind, to: &members)
    case .flat:
      addCurrent(kind, to: &members)
      addChromes(kind, to: &members)
    case .mixed:
      addParts(kind, to: &members)
      if chance(60) { addCurrent(kind, to: &members) }
      if chance(40) { addChromes(kind, to: &members) }
      if chance(20) { members["advanced"] = [] }
    }
    return .object(members)
  }

  private mutating func addCurrent(_ kind: String, to members: inout ConstraintValue.Members) {
    for (name, value) in current()[kind]?.members ?? [:] { members[name] = value }
  }

  private mutating func addChromes(_ kind: String, to members: inout ConstraintValue.Members) {
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let (name, value) = chromes(kind)
      members[name] = value
    }
  }

  private mutating func addParts(_ kind: String, to members: inout ConstraintValue.Members) {
    var mandatory = ConstraintValue.Members()
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let (name, value) = chromes(kind)
      mandatory[name] = value
    }
    if chance(85) { members["mandatory"] = .object(mandatory) }
    guard chance(60) else { return }
    members["optional"] = .array(
      (0..<Int.random(in: 0...3, using: &random)).map { _ in
        let (name, value) = chromes(kind)
        return [name: value]
      })
  }

  private mutating func addRequired(_ kind: String, to members: inout ConstraintValue.Members) {
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let name = pick(
        kind == "audio"
          ? ["echoCancellation", "mozAutoGainControl", "mozNoiseSuppression", "deviceId"]
          : ["width", "height", "frameRate", "aspectRatio", "facingMode", "deviceId"])
      members[name] =
        kind == "audio" && name != "deviceId"
        ? .bool(chance(50))
        : name == "facingMode" || name == "deviceId"
          ? pick(["user", "a", ["exact": "user"], ["user", "left"]])
          : pick([
            ["min": 640], ["max": 1280], ["min": 15, "max": 15], ["min": 1, "max": 30],
            ["exact": 30], ["ideal": 60],
          ])
    }
    members[chance(80) ? "require" : "required"] = .array(
      members.keys.filter { _ in chance(60) }.map { .string($0) })
  }

  /// A member of Chrome's two parts; sometimes a drafts' or an unknown one.
  private mutating func chromes(_ kind: String) -> (String, ConstraintValue) {
    let names =
      kind == "audio"
      ? [
        "echoCancellation", "googEchoCancellation", "googAutoGainControl", "googNoiseSuppression",
        "googHighpassFilter", "latencyMs", "sourceId", "foo",
      ]
      : [
        "minWidth", "maxWidth", "minHeight", "maxHeight", "minFrameRate", "maxFrameRate",
        "minAspectRatio", "maxAspectRatio", "sourceId", "facingMode", "googLeakyBucket", "width",
      ]
    let name = pick(names)
    let value: ConstraintValue =
      switch name {
      case "sourceId": pick(["a", "b"])
      case "facingMode": pick(["user", "environment"])
      case "width": pick([["min": 640], ["exact": 1280], ["max": 800, "ideal": 640]])
      case "latencyMs": pick([10, 20])
      case _ where name.hasPrefix("m"): pick([1, 15, 30, 640, 1280])
      default: .bool(chance(50))
      }
    return (name, value)
  }
}
