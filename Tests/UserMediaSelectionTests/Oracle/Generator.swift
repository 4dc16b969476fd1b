import ConstraintsTestSupport
import UserMediaConstraints
import UserMediaCore

/// Random devices and constraints; the same for the same seed.
struct Generator: RandomNumberGenerator {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func next() -> UInt64 { random.next() }

  /// Returns true with a probability of `percent` percent.
  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &self)]
  }

  /// Makes a value with a probability of `percent` percent.
  mutating func maybe<Value>(_ percent: Int, _ make: (inout Generator) -> Value) -> Value? {
    chance(percent) ? make(&self) : nil
  }
}

// Devices with small pictures.
extension Generator {
  mutating func cameras() -> [CandidateDevice] {
    (0..<Int.random(in: 1...3, using: &self)).map { index in
      let modes = chance(4) ? 0 : Int.random(in: 1...4, using: &self)
      return Devices.camera(
        "camera\(index)", (0..<modes).map { _ in mode() },
        facing: pick([[], [.user], [.environment], [.environment, .user]]), isDefault: chance(30))
    }
  }

  private mutating func mode() -> VideoMode {
    VideoMode(
      pixelFormat: pick([.yuyv, .nv12, .mjpeg, .rgb24, .grey, nil]), size: size(),
      frameRates: rates())
  }

  private mutating func size() -> VideoMode.FrameSize {
    let most = chance(6) ? 12 : 5
    if chance(75) {
      return .discrete(
        width: Int.random(in: chance(3) ? 0...0 : 1...most, using: &self),
        height: Int.random(in: 1...most, using: &self))
    }
    return .stepwise(width: steps(most), height: steps(most))
  }

  private mutating func steps(_ most: Int) -> VideoMode.SteppedRange {
    let least = Int.random(in: 0...3, using: &self)
    return VideoMode.SteppedRange(
      min: least, max: max(least, Int.random(in: 1...most, using: &self)),
      step: Int.random(in: 1...3, using: &self))!
  }

  private mutating func rates() -> VideoMode.FrameRates {
    let some = [5, 7.5, 10, 15, 20, 24, 25, 29.97, 30, 50, 60].compactMap { FrameRate($0) }
    switch Int.random(in: 0..<10, using: &self) {
    case 0: return .unknown
    case 1: return .range(min: pick(some), max: pick(some))
    default:
      return .discrete((0..<Int.random(in: 0...3, using: &self)).map { _ in pick(some) })
    }
  }
}

// Constraints on them.
extension Generator {
  /// Constraints on the size only, for pictures up to `most` pixels wide.
  mutating func sizes(_ most: UInt32) -> MediaTrackConstraintSet {
    func size(_ generator: inout Generator) -> ConstrainULong {
      generator.number { .random(in: 1...most, using: &$0) }
    }
    return MediaTrackConstraintSet(
      width: maybe(50, size), height: maybe(50, size),
      aspectRatio: maybe(80) { generator in
        generator.number {
          $0.chance(50) ? $0.pick([1.33, 1.5, 1.777, 1.7778]) : .random(in: 0.2...5, using: &$0)
        }
      },
      resizeMode: .exact("crop-and-scale"))
  }

  mutating func constraints() -> MediaTrackConstraints {
    let sets = (0..<pick([0, 0, 1, 1, 2, 3])).map { _ in set() }
    return MediaTrackConstraints(basic: set(), advanced: chance(10) ? nil : sets)
  }

  private mutating func set() -> MediaTrackConstraintSet {
    var set = MediaTrackConstraintSet()
    for _ in 0..<pick([0, 1, 1, 2, 2, 3, 5]) { add(to: &set) }
    return set
  }

  private mutating func add(to set: inout MediaTrackConstraintSet) {
    switch Int.random(in: 0..<17, using: &self) {
    case 0...2: set.width = size()
    case 3...5: set.height = size()
    case 6...8:
      set.aspectRatio = number([
        0.5, 0.6667, 1, 1.25, 4.0 / 3, 1.3333, 1.33, 1.34, 1.5, 1.78, 3.1, 0, -1,
      ])
    case 9...11:
      set.frameRate = number([1, 7, 7.5, 10, 15, 15, 24, 29.97, 30, 30, 30, 60, 61, 0, -5, 1e300])
    case 12: set.facingMode = string(["user", "environment", "left", "nonsense", ""])
    case 13: set.resizeMode = string(["none", "crop-and-scale", "none", "nonsense"])
    case 14: set.deviceId = string(["camera0", "camera1", "other", ""])
    case 15: set.groupId = string(["group-camera0", "group-camera1", "other"])
    default: addOther(to: &set)
    }
  }

  private mutating func addOther(to set: inout MediaTrackConstraintSet) {
    switch Int.random(in: 0..<5, using: &self) {
    case 0: set.sampleRate = .exact(48_000)
    case 1: set.brightness = chance(50) ? 5 : .init()
    case 2: set.pan = .boolean(chance(50))
    case 3: set.torch = .ideal(true)
    default: set.backgroundBlur = true
    }
  }

  private mutating func size() -> ConstrainULong {
    let most: UInt32 = chance(5) ? .max : chance(10) ? 14 : 6
    func value(_ generator: inout Generator) -> UInt32 { .random(in: 0...most, using: &generator) }
    return number(value)
  }

  private mutating func number(_ values: [Double]) -> ConstrainDouble { number { $0.pick(values) } }

  private mutating func number<Value>(
    _ value: (inout Generator) -> Value
  ) -> ConstrainNumber<Value> {
    if chance(40) { return ConstrainNumber(value(&self)) }
    if chance(40) { return ConstrainNumber(ideal: value(&self)) }
    return ConstrainNumber(
      min: maybe(30, value), max: maybe(30, value), exact: maybe(25, value), ideal: maybe(50, value)
    )
  }

  private mutating func string(_ values: [String]) -> ConstrainDOMString {
    func some(_ generator: inout Generator) -> DOMStringOrList {
      generator.chance(60)
        ? .string(generator.pick(values))
        : .list((0..<generator.pick([0, 1, 2])).map { _ in generator.pick(values) })
    }
    if chance(50) { return ConstrainDOMString(some(&self)) }
    return ConstrainDOMString(exact: maybe(40, some), ideal: maybe(60, some))
  }
}
