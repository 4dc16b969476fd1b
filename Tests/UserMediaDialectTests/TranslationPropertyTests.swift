import ConstraintsTestSupport
import Testing
import UserMediaConstraints
import UserMediaCore

/// Properties of all translations. Each failure prints the seed of its constraints.
@Suite struct TranslationPropertyTests {
  private static let count = 20_000
  private static let targets: [Dialect] = [.current, .webkit, .moz, .mozMandatory, .string]

  /// Consecutive seeds from a random start; failures print theirs.
  private static func seeds(_ count: Int = count) -> [UInt64] {
    let first = UInt64.random(in: 0 ... .max)
    return (0..<UInt64(count)).map { first &+ $0 }
  }

  @Test func currentToCurrentIsTheIdentity() throws {
    for seed in Self.seeds() {
      var generator = ConstraintGenerator(seed: seed)
      let value = generator.current()
      for from in [Dialect.current, .auto] {
        let translation = try Translation(value, from: from, to: .current)
        check(translation.value == value, seed)
        check(translation.notes.allSatisfy { $0.kind == .ignored }, seed)
      }
    }
  }

  @Test func translationIsIdempotent() throws {
    for seed in Self.seeds() {
      var generator = ConstraintGenerator(seed: seed)
      let value = generator.current()
      var options = generator.options()
      options.compatibility = .best
      let to = generator.pick(Self.targets)
      guard let once = try? Translation(value, from: .current, to: to, options: options) else {
        continue
      }
      let twice = try Translation(once.value, from: to, to: to, options: options)
      check(twice.value == once.value, seed)
      let detected = try Translation(once.value, from: .auto, to: to, options: options)
      check(detected.value == once.value, seed)
    }
  }

  @Test(arguments: [Dialect.webkit, .moz])
  func roundTripsNeverLoosenRequirements(dialect: Dialect) throws {
    for seed in Self.seeds() {
      var generator = ConstraintGenerator(seed: seed)
      let value = generator.current()
      do {
        let there = try Translation(value, from: .current, to: dialect)
        let back = try Translation(there.value, from: dialect, to: .current)
        let before = try MediaStreamConstraints(converting: value)
        let after = try MediaStreamConstraints(converting: back.value)
        check(
          after.video.requires(asMuchAs: before.video, of: .videoinput), seed,
          "\(value) became \(back.value) by \(there.value)")
        check(
          after.audio.requires(asMuchAs: before.audio, of: .audioinput), seed,
          "\(value) became \(back.value) by \(there.value)")
      } catch let error as OverconstrainedError {
        check(ConstrainableProperty(rawValue: error.constraint) != nil, seed)
      }
    }
  }

  @Test func chromesConstraintsRoundTrip() throws {
    for seed in Self.seeds() {
      var generator = ConstraintGenerator(seed: seed)
      let value = generator.webkit()
      let there = try Translation(value, from: .webkit, to: .current)
      let back = try Translation(there.value, from: .current, to: .webkit)
      check(back.value.sorted == value.sorted, seed)
    }
  }

  @Test func nothingCrashes() throws {
    for seed in Self.seeds() {
      var generator = ConstraintGenerator(seed: seed)
      let value = generator.anything()
      let options = generator.options()
      let from = generator.pick(Dialect.allCases)
      let to = generator.pick(Self.targets)
      do {
        let translation = try Translation(value, from: from, to: to, options: options)
        _ = try ConstraintValue(json: translation.value.json)
        check(translation.notes.allSatisfy { !$0.message.isEmpty }, seed)
      } catch {
        check(error is any NamedError, seed)
      }
    }
  }

  /// Absurdly many members take no more than linear time.
  @Test(.timeLimit(.minutes(5)), arguments: Self.targets)
  func manyMembersDoNotHang(to: Dialect) throws {
    let names = (0..<5_000).map { "name\($0)" }
    let flat = ConstraintValue.object(.init(names.map { ($0, ["exact": 1]) }))
    let values: [ConstraintValue] = [
      ["video": flat], ["video": ["mandatory": flat]], ["mandatory": flat], flat,
    ]
    for value in values {
      for compatibility in TranslationOptions.Compatibility.allCases {
        let options = TranslationOptions(strictness: .lenient, compatibility: compatibility)
        do {
          let translation = try Translation(value, from: .auto, to: to, options: options)
          #expect(translation.value.json.utf8.count < 2_000_000)
        } catch {
          #expect(error is TypeError)
        }
      }
    }
  }

  @Test func randomBytesDoNotCrashTheReader() {
    let examples = WorkedExample.all.map { Array($0.input.utf8) }
    for seed in Self.seeds() {
      var generator = ConstraintGenerator(seed: seed)
      var bytes = generator.pick(examples)
      for _ in 0..<Int.random(in: 0...4, using: &generator.random) where !bytes.isEmpty {
        let index = Int.random(in: bytes.indices, using: &generator.random)
        switch Int.random(in: 0..<4, using: &generator.random) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator.random)
        case 1: bytes.remove(at: index)
        case 2: bytes.insert(generator.pick(Array("{}[]\",:\\u-.0e".utf8)), at: index)
        default: bytes.removeSubrange(index...)
        }
      }
      do {
        let value = try ConstraintValue(json: bytes)
        check(try ConstraintValue(json: value.json).json == value.json, seed)
      } catch {
        check(!error.message.isEmpty && !error.message.contains("\n"), seed)
      }
    }
  }

  /// Fails with the seed; `#expect` would evaluate the parts of every passing check.
  private func check(
    _ holds: Bool, _ seed: UInt64, _ what: @autoclosure () -> String = "",
    at location: SourceLocation = #_sourceLocation
  ) {
    if !holds { Issue.record("seed \(seed) \(what())", sourceLocation: location) }
  }
}
