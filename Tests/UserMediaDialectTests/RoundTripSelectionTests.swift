import ConstraintsTestSupport
import Testing
import UserMediaConstraints
import UserMediaCore

/// Legacy constraints select the same, whether translated once or round-tripped: the same devices
/// in the same order, settings and distances, or the same error.
@Suite struct RoundTripSelectionTests {
  private static let count = 10_000

  @Test(arguments: [Dialect.webkit, .moz, .mozMandatory, .string])
  func legacyToCurrentAndBackSelectsTheSame(dialect: Dialect) throws {
    let first = UInt64.random(in: 0 ... .max)
    var compared = 0
    for offset in 0..<UInt64(Self.count) {
      let seed = first &+ offset
      var generator = ConstraintGenerator(seed: seed)
      guard let legacy = generator.legacy(dialect) else { continue }
      let current = try Translation(legacy, from: dialect, to: .current).value
      let back = try Translation(current, from: .current, to: dialect).value
      let again = try Translation(back, from: dialect, to: .current).value
      let devices = generator.devices()
      let before = Outcome(of: current, among: devices)
      let after = Outcome(of: again, among: devices)
      if before != after {
        Issue.record(
          "seed \(seed): \(legacy) as \(current) gives \(before), as \(back) \(after)")
        return
      }
      compared += 1
    }
    #expect(compared > Self.count / 10)
  }
}

/// What `getUserMedia` would select, or its error.
private enum Outcome: Equatable {
  case selected([[Selection]])
  case failed(name: String, constraint: String?)

  init(of value: ConstraintValue, among devices: [CandidateDevice]) {
    do {
      let constraints = try MediaStreamConstraints(converting: value)
      self = .selected(
        try constraints.requestedKinds().map { kind, constraints in
          try Selection.selectSettings(for: constraints, kind: kind, among: devices)
        })
    } catch let error as OverconstrainedError {
      self = .failed(name: error.name, constraint: error.constraint)
    } catch {
      self = .failed(name: (error as? any NamedError)?.name ?? "\(error)", constraint: nil)
    }
  }
}

extension ConstraintGenerator {
  /// A request as code in the dialect would write it; `nil` if the dialect can't express the
  /// generated one.
  fileprivate mutating func legacy(_ dialect: Dialect) -> ConstraintValue? {
    if dialect == .webkit, chance(50) { return webkit() }
    return try? Translation(
      current(), from: .current, to: dialect, options: .init(strictness: .lenient)
    ).value
  }
}
