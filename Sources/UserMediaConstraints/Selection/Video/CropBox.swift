import UserMediaCore

/// What cropping, scaling and decimation can make of a mode: every size and rate up to its own.
struct CropBox: Hashable {
  var width: Int
  var height: Int
  /// The fastest rate in frames per second; `nil` if unknown.
  var rate: Double?

  /// The slowest rate that decimation produces, about one frame in 17 minutes.
  private static let slowestRate = 0.001

  /// The rates.
  var rates: NumberDomain? {
    rate.map { .interval(min($0, Self.slowestRate)...$0) }
  }

  /// Whether this can produce everything that the other can.
  func covers(_ other: CropBox) -> Bool {
    guard width >= other.width, height >= other.height else { return false }
    return switch (rate, other.rate) {
    case (let mine?, let theirs?): mine >= theirs
    case (nil, nil): true
    default: false
    }
  }

  /// The boxes of all modes, except those that others cover.
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

  /// The sizes within the limits; `nil` if there are none.
  func sizes(within limits: PerNumber<NumberLimits>) -> SizeSpace? {
    guard
      let widths = SizeGrid(first: 1, last: width, step: 1)?.within(limits.width),
      let heights = SizeGrid(first: 1, last: height, step: 1)?.within(limits.height)
    else { return nil }
    return SizeSpace(widths: widths, heights: heights, aspectRatio: limits.aspectRatio)
  }
}

extension NativeMode {
  /// The mode's own sizes within the limits; `nil` if there are none.
  func sizes(within limits: PerNumber<NumberLimits>) -> SizeSpace? {
    guard let widths = widths.within(limits.width), let heights = heights.within(limits.height)
    else { return nil }
    return SizeSpace(widths: widths, heights: heights, aspectRatio: limits.aspectRatio)
  }
}
