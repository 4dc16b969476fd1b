import UserMediaConstraints
import UserMediaCore

/// An independent implementation of the rules for aspect ratios that go beyond the specification.
struct RatioRules {
  private let entry: MediaTrackConstraintSet.Entry?
  private let ideal: Double?
  private let isConstrained: Bool
  private let asks: (width: Bool, height: Bool)
  /// The camera's ratio that the preferred one stands for, or the preferred one itself.
  private let target: Double?

  init(
    _ basic: MediaTrackConstraintSet, advanced: [MediaTrackConstraintSet], _ device: CandidateDevice
  ) {
    entry = basic.entries.first { $0.property == .aspectRatio }
    let preferred = basic.aspectRatio?.ideal
    ideal = preferred.flatMap { $0 > 0 ? $0 : nil }
    isConstrained =
      preferred != nil
      || ([basic] + advanced).contains { set in
        guard let ratio = set.aspectRatio else { return false }
        // In an advanced set, a bare value is required, and an ideal one has no effect.
        return ratio.min != nil || ratio.max != nil || ratio.exact != nil || ratio.isBare
      }
    asks = (basic.width?.ideal ?? 0 != 0, basic.height?.ideal ?? 0 != 0)
    let own = device.description.videoModes.compactMap { mode -> Double? in
      switch mode.size {
      case .discrete(let width, let height) where width > 0 && height > 0:
        Oracle.Size(width: width, height: height).ratio
      case .stepwise(let width, let height):
        Self.only(of: width).flatMap { width in
          Self.only(of: height).map { Oracle.Size(width: width, height: $0).ratio }
        }
      default: nil
      }
    }
    target = ideal.map { ideal in
      own.filter { Self.off($0, ideal) <= 0.005 }
        .min { Self.off($0, ideal) < Self.off($1, ideal) } ?? ideal
    }
  }

  /// Adds the ratio's share of the distance, and the ranks, to what is within the limits.
  func apply(to parts: inout [Oracle.Part]) {
    guard isConstrained else { return }
    // A box with few sizes has fewer odd ones, so what a larger box covers is judged there.
    let all = parts
    parts = all.enumerated().filter { index, part in
      !all.enumerated().contains { other, larger in
        larger.covers(part) && (!part.covers(larger) || other < index)
      }
    }.map(\.element)
    for index in parts.indices { apply(to: &parts[index]) }
  }

  private func apply(to part: inout Oracle.Part) {
    let isSingle = part.widths.count == 1 && part.heights.count == 1
    let widths = Self.evens(part.widths, part.steps.width)
    let heights = Self.evens(part.heights, part.steps.height)
    let isByRows =
      part.heights.count == 1 || part.widths.count > 1 && (asks.height || !asks.width)
    for index in part.sizes.indices {
      let (width, height) = (part.sizes[index].width, part.sizes[index].height)
      let isEven = widths.values.contains(width) && heights.values.contains(height)
      if !isSingle {
        part.sizes[index].rank = !isEven ? 3 : width <= 640 && height <= 480 ? 1 : 2
      }
      if let ideal, let target {
        let isNearest =
          isByRows
          ? abs(Double(width) - target * Double(height)) <= widths.step / 2
          : abs(Double(height) - Double(width) / target) <= heights.step / 2
        let ratio = part.sizes[index].ratio
        part.sizes[index].isRounded =
          isSingle
          ? Self.off(ratio, ideal) <= 0.005
          : isEven && isNearest && Self.off(ratio, target) <= 0.005
      }
      if let entry, !part.sizes[index].isRounded {
        part.sizes[index].distance += Rules.distance(
          entry, .number(part.sizes[index].ratio), isBasic: true)
      }
    }
  }

  /// The even values, or all if there is only one or none is even; and their distance.
  private static func evens(_ values: [Int], _ step: Int) -> (values: Set<Int>, step: Double) {
    let even = values.filter { $0 % 2 == 0 }
    if values.count == 1 || even.isEmpty { return (Set(values), Double(step)) }
    return (Set(even), Double(step % 2 == 0 ? step : 2 * step))
  }

  private static func off(_ ratio: Double, _ ideal: Double) -> Double {
    abs(ratio - ideal) / max(ratio, ideal)
  }

  /// The only size of a range, if it has just one.
  private static func only(of range: VideoMode.SteppedRange) -> Int? {
    let sizes = stride(from: range.min, through: range.max, by: range.step).filter { $0 > 0 }
    return sizes.count == 1 ? sizes[0] : nil
  }
}

extension Oracle.Part {
  /// Whether both are cropped, and this one can produce everything that the other can.
  fileprivate func covers(_ other: Self) -> Bool {
    guard let box, let theirs = other.box, box.width >= theirs.width, box.height >= theirs.height
    else { return false }
    guard let fastest = box.fastest, let slower = theirs.fastest else {
      return box.fastest == nil && theirs.fastest == nil
    }
    return fastest >= slower
  }
}

extension Oracle.Size {
  /// The aspect ratio in settings.
  var ratio: Double { (Double(width) / Double(height) * 1e10).rounded() / 1e10 }
}

extension Oracle {
  /// Whether a size counts as having the preferred aspect ratio, though it differs.
  func isRounded(_ width: Int, _ height: Int, isNative: Bool) -> Bool {
    parts.contains { part in
      part.isNative == isNative
        && part.sizes.contains { $0.width == width && $0.height == height && $0.isRounded }
    }
  }

  /// Whether no other cropped size of the smallest distance comes before it.
  func isOfLeastRank(_ width: Int, _ height: Int) -> Bool {
    let target = parts.map(\.least).min() ?? .infinity
    let best = parts.filter { !$0.isNative }.flatMap { part in
      let rest = part.distance + (part.rates.map(\.distance).min() ?? 0)
      return part.sizes.filter {
        Self.billionths(rest + $0.distance) == Self.billionths(target)
      }
    }
    let least = best.map(\.rank).min() ?? 0
    return best.contains { $0.width == width && $0.height == height && $0.rank == least }
  }
}
