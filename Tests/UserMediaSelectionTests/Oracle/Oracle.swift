import UserMediaConstraints
import UserMediaCore

/// `SelectSettings` for one camera by looking at every settings dictionary it can have.
///
/// Sizes are all of them. Of the rates between two, those are looked at where a distance can be
/// least or a limit ends: the numbers that the constraints name, and the ends.
struct Oracle {
  /// A part of the space: every one of the sizes with every one of the rates.
  struct Part {
    var mode: Int
    var isNative: Bool
    var sizes: [(width: Int, height: Int, distance: Double)]
    var rates: [(rate: Double?, distance: Double)]
    var distance: Double
    var isEmpty: Bool { sizes.isEmpty || rates.isEmpty }

    /// The least distance of any of its settings.
    var least: Double {
      distance + (sizes.map(\.distance).min() ?? .infinity)
        + (rates.map(\.distance).min() ?? .infinity)
    }
  }

  private(set) var parts: [Part] = []
  private var facing: [(mode: VideoFacingMode?, distance: Double)] = []
  private(set) var metSets: [Bool] = []
  private let device: CandidateDevice
  private var largest = 0
  /// The least distance there is; infinite when the device cannot do what is required.
  private(set) var least = Double.infinity

  init(_ constraints: MediaTrackConstraints, _ device: CandidateDevice) {
    self.device = device
    let advanced = constraints.advanced ?? []
    let marks = ([constraints.basic] + advanced).flatMap { set -> [Double] in
      guard let wish = set.frameRate else { return [] }
      return [wish.min, wish.max, wish.exact, wish.ideal].compactMap { $0 }
    }
    let own = device.description.videoModes.flatMap { mode -> [Double] in
      guard case .discrete(let rates) = mode.frameRates else { return [] }
      return rates.map(\.framesPerSecond)
    }
    let modes = device.description.facingModes
    facing = modes.isEmpty ? [(nil, 0)] : modes.map { ($0, 0) }
    for (index, mode) in device.description.videoModes.enumerated() {
      add(mode, index: index, marks: marks, own: own)
    }
    guard !parts.isEmpty else { return }
    largest = parts.flatMap(\.sizes).map { max($0.width, $0.height) }.max() ?? 0
    guard keep(constraints.basic, isBasic: true) else { return }
    metSets = advanced.map { keep($0, isBasic: false) }
    least =
      (parts.map(\.least).min() ?? .infinity) + (facing.map(\.distance).min() ?? 0)
      + fixed(constraints.basic, isBasic: true)
  }

  private mutating func add(_ mode: VideoMode, index: Int, marks: [Double], own: [Double]) {
    let (widths, heights): ([Int], [Int]) =
      switch mode.size {
      case .discrete(let width, let height): ([width], [height])
      case .stepwise(let width, let height):
        (
          Array(stride(from: width.min, through: width.max, by: width.step)),
          Array(stride(from: height.min, through: height.max, by: height.step))
        )
      }
    let sizes = widths.flatMap { width in heights.map { (width, $0, 0.0) } }
      .filter { $0.0 > 0 && $0.1 > 0 }
    guard let widest = sizes.map(\.0).max(), let highest = sizes.map(\.1).max() else { return }
    let boxed = (1...widest).flatMap { width in (1...highest).map { (width, $0, 0.0) } }
    let (rates, made): ([Double?], [Double?])
    switch mode.frameRates {
    case .discrete(let listed) where !listed.isEmpty:
      rates = listed.map(\.framesPerSecond)
      let fastest = listed.map(\.framesPerSecond).max()!
      // What is as good as a rate of the camera is that rate.
      let odd = marks.map { mark in own.first { Rules.same(mark, $0, .frameRate) } ?? mark }
      made = [0.001] + rates + odd.filter { (0.001...fastest).contains($0) }
    case .range(let one, let other):
      let ends = (min(one, other).framesPerSecond, max(one, other).framesPerSecond)
      rates = ([30] + marks).filter { (ends.0...ends.1).contains($0) } + [ends.0, ends.1]
      made = [0.001, ends.1] + marks.filter { (0.001...ends.1).contains($0) }
    default: (rates, made) = ([nil], [nil])
    }
    parts.append(
      Part(mode: index, isNative: true, sizes: sizes, rates: rates.map { ($0, 0) }, distance: 0))
    parts.append(
      Part(mode: index, isNative: false, sizes: boxed, rates: made.map { ($0, 0) }, distance: 0))
  }

  /// Keeps what meets a set, if anything does.
  private mutating func keep(_ set: MediaTrackConstraintSet, isBasic: Bool) -> Bool {
    if fixed(set, isBasic: isBasic) == .infinity { return false }
    func distance(
      _ property: ConstrainableProperty
    ) -> ((MediaTrackSettings.Value?) -> Double)? {
      guard let entry = set.entries.first(where: { $0.property == property }) else { return nil }
      return { Rules.distance(entry, $0, isBasic: isBasic) }
    }
    let numbers = (0...largest).map { MediaTrackSettings.Value.number(Double($0)) }
    let widths = distance(.width).map { numbers.map($0) }
    let heights = distance(.height).map { numbers.map($0) }
    let (ratios, rates) = (distance(.aspectRatio), distance(.frameRate))
    func finite(_ old: Double, _ new: Double) -> Double? {
      new == .infinity ? nil : isBasic ? new : old
    }
    let facing = facing.compactMap { mode, old in
      finite(old, distance(.facingMode)?(mode.map { .choice(.string($0.rawValue)) }) ?? 0).map {
        (mode, $0)
      }
    }
    let parts = parts.compactMap { part -> Part? in
      var part = part
      let mode = part.isNative ? "none" : "crop-and-scale"
      guard
        let resized = finite(
          part.distance, distance(.resizeMode)?(.choice(.string(mode))) ?? 0)
      else { return nil }
      part.distance = resized
      if widths != nil || heights != nil || ratios != nil {
        part.sizes = part.sizes.compactMap { width, height, old in
          var sum = (widths?[width] ?? 0) + (heights?[height] ?? 0)
          if let ratios, sum < .infinity {
            sum += ratios(.number((Double(width) / Double(height) * 1e10).rounded() / 1e10))
          }
          return finite(old, sum).map { (width, height, $0) }
        }
      }
      if let rates {
        part.rates = part.rates.compactMap { rate, old in
          finite(old, rates(rate.map { .number($0) })).map { (rate, $0) }
        }
      }
      return part.isEmpty ? nil : part
    }
    guard !facing.isEmpty, !parts.isEmpty else { return false }
    (self.facing, self.parts) = (facing, parts)
    return true
  }

  /// The distance of what the device has no choice about.
  private func fixed(_ set: MediaTrackConstraintSet, isBasic: Bool) -> Double {
    let searched: Set<ConstrainableProperty> = [
      .width, .height, .aspectRatio, .frameRate, .facingMode, .resizeMode,
    ]
    return set.entries.reduce(0) { sum, entry in
      guard entry.property.applies(to: .videoinput), !searched.contains(entry.property) else {
        return sum
      }
      let setting: MediaTrackSettings.Value? =
        switch entry.property {
        case .deviceId: .choice(.string(device.deviceId))
        case .groupId: .choice(.string(device.groupId))
        default: nil
        }
      return sum + Rules.distance(entry, setting, isBasic: isBasic)
    }
  }
}
