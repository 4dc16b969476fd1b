import UserMediaCore

/// What can be had from a mode by cropping, scaling and decimating: every size and every rate up to
/// its own.
struct CropBox: Hashable {
  var width: Int
  var height: Int
  /// The fastest rate in frames a second; `nil` when it is not known.
  var rate: Double?

  /// The slowest rate that decimation gives: more than sixteen minutes from one frame to the next
  /// are no stream.
  private static let slowestRate = 0.001

  /// The rates.
  var rates: NumberDomain? {
    rate.map { .interval(min($0, Self.slowestRate)...$0) }
  }

  /// Whether all that can be had from the other can be had from this.
  func covers(_ other: CropBox) -> Bool {
    guard width >= other.width, height >= other.height else { return false }
    return switch (rate, other.rate) {
    case (let mine?, let theirs?): mine >= theirs
    case (nil, nil): true
    default: false
    }
  }

  /// The boxes of all modes, without those that others cover.
  static func frontier(of modes: [NativeMode]) -> [CropBox] {
    var frontier: [CropBox] = []
    for mode in modes {
      let box = CropBox(width: mode.widths.last, height: mode.heights.last, rate: mode.fastest)
      if frontier.contains(where: { $0.covers(box) }) { continue }
      frontier.removeAll(where: box.covers)
      frontier.append(box)
    }
    return frontier
  }

  /// The sizes that limits leave; `nil` when there are none.
  func sizes(within limits: PerNumber<NumberLimits>) -> SizeSpace? {
    guard
      let widths = SizeGrid(first: 1, last: width, step: 1)?.within(limits.width),
      let heights = SizeGrid(first: 1, last: height, step: 1)?.within(limits.height)
    else { return nil }
    return SizeSpace(widths: widths, heights: heights, aspectRatio: limits.aspectRatio)
  }
}

extension NativeMode {
  /// The mode's own sizes that limits leave; `nil` when there are none.
  func sizes(within limits: PerNumber<NumberLimits>) -> SizeSpace? {
    guard let widths = widths.within(limits.width), let heights = heights.within(limits.height)
    else { return nil }
    return SizeSpace(widths: widths, heights: heights, aspectRatio: limits.aspectRatio)
  }
}
