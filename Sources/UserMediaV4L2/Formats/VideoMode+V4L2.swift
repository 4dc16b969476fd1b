import CV4L2
import UserMediaCore

extension VideoMode.FrameSize {
  /// Converts a driver's answer to `VIDIOC_ENUM_FRAMESIZES`; `nil` if it makes no sense.
  ///
  /// A grid is clipped to the largest frame size supported.
  init?(_ answer: v4l2_frmsizeenum) {
    let largest = VideoFrameLayout.largestSide
    switch v4l2_frmsizetypes(answer.type) {
    case V4L2_FRMSIZE_TYPE_DISCRETE:
      let (width, height) = (Int(answer.discrete.width), Int(answer.discrete.height))
      guard 1...largest ~= width, 1...largest ~= height else { return nil }
      self = .discrete(width: width, height: height)
    case V4L2_FRMSIZE_TYPE_STEPWISE, V4L2_FRMSIZE_TYPE_CONTINUOUS:
      let grid = answer.stepwise
      guard
        let width = VideoMode.SteppedRange(
          side: grid.min_width, grid.max_width, grid.step_width),
        let height = VideoMode.SteppedRange(
          side: grid.min_height, grid.max_height, grid.step_height)
      else { return nil }
      self = .stepwise(width: width, height: height)
    default: return nil
    }
  }

  /// The smallest and the largest size.
  var extremes: [(width: Int, height: Int)] {
    switch self {
    case .discrete(let width, let height): [(width, height)]
    case .stepwise(let width, let height):
      width.min == width.max && height.min == height.max
        ? [(width.min, height.min)] : [(width.min, height.min), (width.max, height.max)]
    }
  }
}

extension VideoMode.SteppedRange {
  /// One side of a grid of sizes.
  fileprivate init?(side least: UInt32, _ greatest: UInt32, _ step: UInt32) {
    let step = Swift.max(1, Int(step))
    let min = least == 0 ? step : Int(least)
    let max = Swift.min(Int(greatest), VideoFrameLayout.largestSide)
    guard min <= max else { return nil }
    self.init(min: min, max: min + (max - min) / step * step, step: step)
  }
}

extension VideoMode.FrameRates {
  /// Converts a driver's answers to `VIDIOC_ENUM_FRAMEINTERVALS` from intervals to rates; skips
  /// those that make no sense.
  init(_ answers: [v4l2_frmivalenum]) {
    var rates: [FrameRate] = []
    for answer in answers {
      switch v4l2_frmivaltypes(answer.type) {
      case V4L2_FRMIVAL_TYPE_DISCRETE:
        if let rate = FrameRate(interval: answer.discrete), !rates.contains(rate) {
          rates.append(rate)
        }
      case V4L2_FRMIVAL_TYPE_STEPWISE, V4L2_FRMIVAL_TYPE_CONTINUOUS:
        guard let fastest = FrameRate(interval: answer.stepwise.min),
          let slowest = FrameRate(interval: answer.stepwise.max), slowest <= fastest
        else { continue }
        self = .range(min: slowest, max: fastest)
        return
      default: continue
      }
    }
    self = rates.isEmpty ? .unknown : .discrete(rates)
  }

  /// The rates that both contain; `nil` if there are none, or if either is unknown.
  func common(with other: Self) -> Self? {
    switch (self, other) {
    case (.unknown, _), (_, .unknown): return nil
    case (.discrete(let rates), let set), (let set, .discrete(let rates)):
      let common = rates.filter(set.contains)
      return common.isEmpty ? nil : .discrete(common)
    case (.range(let min, let max), .range(let otherMin, let otherMax)):
      let (least, greatest) = (Swift.max(min, otherMin), Swift.min(max, otherMax))
      return least <= greatest ? .range(min: least, max: greatest) : nil
    }
  }

  private func contains(_ rate: FrameRate) -> Bool {
    switch self {
    case .unknown: false
    case .discrete(let rates): rates.contains(rate)
    case .range(let min, let max): min <= rate && rate <= max
    }
  }
}

extension VideoMode {
  /// The modes of one pixel format at one size or grid of sizes.
  ///
  /// - Parameter rates: returns the driver's rates at a given size. A grid is queried at its
  ///   smallest and its largest size. It gets the rates that both share; an end that has more rates
  ///   gets an additional mode.
  static func modes(
    _ pixelFormat: PixelFormat, size: FrameSize, rates: (Int, Int) -> FrameRates
  ) -> [VideoMode] {
    let ends = size.extremes.map { (size: $0, rates: rates($0.width, $0.height)) }
    guard ends.count == 2, ends[0].rates != ends[1].rates else {
      return [VideoMode(pixelFormat: pixelFormat, size: size, frameRates: ends[0].rates)]
    }
    let grid = VideoMode(
      pixelFormat: pixelFormat, size: size,
      frameRates: ends[0].rates.common(with: ends[1].rates) ?? .unknown)
    return [grid]
      + ends.filter { $0.rates != .unknown && $0.rates != grid.frameRates }.map {
        VideoMode(
          pixelFormat: pixelFormat,
          size: .discrete(width: $0.size.width, height: $0.size.height), frameRates: $0.rates)
      }
  }
}
