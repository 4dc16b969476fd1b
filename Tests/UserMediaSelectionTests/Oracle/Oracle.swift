import UserMediaConstraints
import UserMediaCore

/// `SelectSettings` for one camera, by checking every possible settings dictionary.
///
/// All sizes are checked. Of continuous rates, only those where a distance can be smallest or a
/// limit ends: the constraints' numbers and the ends.
struct Oracle {
  /// A part of the space: each of the sizes with each of the rates.
  struct Part {
    var mode: Int
    var isNative: Bool
    /// The widths and heights within the limits, and the step sizes of the camera.
    var widths: [Int]
    var heights: [Int]
    var steps: (width: Int, height: Int)
    var sizes: [Size]
    var rates: [(rate: Double?, distance: Double)]
    var distance: Double
    /// What cropping and decimating one mode can produce; `nil` for the mode itself.
    var box: Box?
    var isEmpty: Bool { sizes.isEmpty || rates.isEmpty }

    /// The smallest distance of any of its settings.
    var least: Double {
      distance + (sizes.map(\.distance).min() ?? .infinity)
        + (rates.map(\.distance).min() ?? .infinity)
    }
  }

  struct Box {
    let width: Int
    let height: Int
    let fastest: Double?
  }

  /// A size and its part of the distance.
  struct Size {
    var width: Int
    var height: Int
    var distance = 0.0
    /// Whether it counts as having the preferred aspect ratio, though it differs.
    var isRounded = false
    /// The rank, which comes before the distance from 640x480; smallest first.
    var rank = 0.0
  }

  private(set) var parts: [Part] = []
  private var facing: [(mode: VideoFacingMode?, distance: Double)] = []
  private(set) var metSets: [Bool] = []
  private let device: CandidateDevice
  private var largest = 0
  /// The smallest distance; infinite if the device can't meet the requirements.
  private(set) var least = Double.infinity

  init(_ constraints: MediaTrackConstraints, _ device: CandidateDevice) {
    self.device = device
    let advanced = constraints.advanced ?? []
    let marks = ([constraints.basic] + advanced).flatMap { set -> [Double] in
      guard let constraint = set.frameRate else { return [] }
      return [constraint.min, constraint.max, constraint.exact, constraint.ideal].compactMap { $0 }
    }
    let listed = device.description.videoModes.flatMap { mode -> [Double] in
      guard case .discrete(let rates) = mode.frameRates else { return [] }
      return rates.map(\.framesPerSecond)
    }
    let modes = device.description.facingModes
    facing = modes.isEmpty ? [(nil, 0)] : modes.map { ($0, 0) }
    for (index, mode) in device.description.videoModes.enumerated() {
      add(mode, index: index, marks: marks, listed: listed)
    }
    guard !parts.isEmpty else { return }
    largest = parts.flatMap(\.sizes).map { max($0.width, $0.height) }.max() ?? 0
    guard keep(constraints.basic, isBasic: true) else { return }
    metSets = advanced.map { keep($0, isBasic: false) }
    let met = zip(advanced, metSets).filter(\.1).map(\.0)
    let rules = RatioRules(constraints.basic, advanced: met, device)
    rules.apply(to: &parts)
    least =
      (parts.map(\.least).min() ?? .infinity) + (facing.map(\.distance).min() ?? 0)
      + fixed(constraints.basic, isBasic: true)
  }

  private mutating func add(_ mode: VideoMode, index: Int, marks: [Double], listed: [Double]) {
    let (widths, heights): ([Int], [Int])
    var steps = (width: 1, height: 1)
    switch mode.size {
    case .discrete(let width, let height): (widths, heights) = ([width], [height])
    case .stepwise(let width, let height):
      widths = Array(stride(from: width.min, through: width.max, by: width.step))
      heights = Array(stride(from: height.min, through: height.max, by: height.step))
      steps = (width.step, height.step)
    }
    let own = (widths.filter { $0 > 0 }, heights.filter { $0 > 0 })
    guard let widest = own.0.max(), let highest = own.1.max() else { return }
    let (rates, made): ([Double?], [Double?])
    switch mode.frameRates {
    case .discrete(let discrete) where !discrete.isEmpty:
      rates = discrete.map(\.framesPerSecond)
      let fastest = discrete.map(\.framesPerSecond).max()!
      // A rate that is equivalent to one of the camera's is that rate.
      let odd = marks.map { mark in listed.first { Rules.same(mark, $0, .frameRate) } ?? mark }
      made = [0.001] + rates + odd.filter { (0.001...fastest).contains($0) }
    case .range(let one, let other):
      let ends = (min(one, other).framesPerSecond, max(one, other).framesPerSecond)
      rates = ([30] + marks).filter { (ends.0...ends.1).contains($0) } + [ends.0, ends.1]
      made = [0.001, ends.1] + marks.filter { (0.001...ends.1).contains($0) }
    default: (rates, made) = ([nil], [nil])
    }
    func add(_ isNative: Bool, _ widths: [Int], _ heights: [Int], _ rates: [Double?]) {
      parts.append(
        Part(
          mode: index, isNative: isNative, widths: widths, heights: heights,
          steps: isNative ? steps : (1, 1),
          sizes: widths.flatMap { width in heights.map { Size(width: width, height: $0) } },
          rates: rates.map { ($0, 0) }, distance: 0,
          box: isNative
            ? nil : Box(width: widest, height: highest, fastest: rates.compactMap(\.self).max())))
    }
    add(true, own.0, own.1, rates)
    add(false, Array(1...widest), Array(1...highest), made)
  }

  /// Keeps the settings that meet a set, if any do.
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
      if let widths { part.widths.removeAll { widths[$0] == .infinity } }
      if let heights { part.heights.removeAll { heights[$0] == .infinity } }
      if widths != nil || heights != nil || ratios != nil {
        part.sizes = part.sizes.compactMap { size in
          let sum = (widths?[size.width] ?? 0) + (heights?[size.height] ?? 0)
          if sum == .infinity || ratios?(.number(size.ratio)) == .infinity { return nil }
          var size = size
          // The ratio's share of the distance is added once all limits are known.
          if isBasic { size.distance = sum }
          return size
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

  /// The distance of properties that the device can't vary.
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
