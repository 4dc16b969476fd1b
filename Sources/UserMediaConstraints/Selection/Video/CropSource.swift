import UserMediaCore

/// A native mode from which cropping, scaling and decimation make a size and rate.
struct CropSource {
  /// The resulting size.
  let width: Int
  let height: Int
  /// The resulting rate; `nil` if the camera's is unknown.
  let rate: Double?
  let ratePreference: Double
  let configuration: VideoConfiguration
  private let rateRank: Int
  private let losesEdges: Bool
  private let sizeRank: Double

  /// Which frame rate to make.
  enum RateGoal: Hashable {
    /// Any within the limits.
    case free
    /// This one, in frames a second.
    case exactly(Double)
    /// The unknown rate of a camera that reports none.
    case unknown
  }

  /// Whether this is the better source. In order: the result shows the whole picture; there are
  /// fewer pixels to scale (or, if no size is constrained, it is nearer to the default size);
  /// frames are evenly spaced; the rate is nearer to the default; the format is cheaper to deliver.
  /// Otherwise the earlier one wins.
  func isBetter(than other: CropSource) -> Bool {
    if losesEdges != other.losesEdges { return other.losesEdges }
    if sizeRank != other.sizeRank { return sizeRank < other.sizeRank }
    return (rateRank, ratePreference, configuration.pixelFormat.deliveryCost) < (
      other.rateRank, other.ratePreference, other.configuration.pixelFormat.deliveryCost
    )
  }

  /// `nil` if the mode is too small or too slow.
  ///
  /// - Parameters:
  ///   - width: Pixels across; `nil` to derive it from `height`, or to keep the mode's own.
  init?(
    _ mode: NativeMode, width: Int?, height: Int?, rate: RateGoal,
    limits: PerNumber<NumberLimits>
  ) {
    guard mode.widths.last >= width ?? 1, mode.heights.last >= height ?? 1 else { return nil }
    guard let made = Self.rate(of: mode, rate, limits.frameRate) else {
      return nil
    }
    let (across, down) = Self.size(of: mode, covering: width, height)
    let ratio = Double(across) / Double(down)
    self.width =
      width ?? height.map { min(max(Int((Double($0) * ratio).rounded()), 1), across) } ?? across
    self.height =
      height ?? width.map { min(max(Int((Double($0) / ratio).rounded()), 1), down) } ?? down
    // Scaling the whole picture would give this size, apart from rounding.
    losesEdges =
      abs(Double(self.width) - Double(self.height) * ratio) > 0.5
      && abs(Double(self.height) - Double(self.width) / ratio) > 0.5
    sizeRank =
      width == nil && height == nil
      ? relativeDistance(Double(across), SizeSolver.defaultWidth)
        + relativeDistance(Double(down), SizeSolver.defaultHeight)
      : Double(across) * Double(down)
    self.rate = made.choice.rate
    ratePreference = made.choice.preference
    rateRank = made.rank
    configuration = mode.configuration(width: across, height: down, rate: made.choice.native)
  }

  /// The smallest size of the mode that covers the requested one.
  private static func size(
    of mode: NativeMode, covering width: Int?, _ height: Int?
  ) -> (width: Int, height: Int) {
    let defaultRatio = SizeSolver.defaultWidth / SizeSolver.defaultHeight
    let across =
      width.map(Double.init) ?? height.map { Double($0) * defaultRatio }
      ?? SizeSolver.defaultWidth
    let down =
      height.map(Double.init) ?? width.map { Double($0) / defaultRatio }
      ?? SizeSolver.defaultHeight
    return (mode.widths.above(across), mode.heights.above(down))
  }

  /// The resulting rate and the camera's rate for it, with a rank: 0 for a native rate, 1 for every
  /// n-th frame of one, 2 for unevenly dropped frames.
  private static func rate(
    of mode: NativeMode, _ wish: RateGoal, _ limits: NumberLimits?
  ) -> (choice: RateChoice, rank: Int)? {
    guard let fastest = mode.fastest else {
      if case .exactly = wish { return nil }
      return RateChoice.unknown(nil, limits).map { ($0, 0) }
    }
    let wanted: Double?
    switch wish {
    case .free: wanted = nil
    case .exactly(let rate): wanted = rate
    case .unknown: return nil
    }
    let exactly = wanted.map {
      NumberLimits(lower: $0, upper: $0, tolerance: NumberDemand.idealTolerance)
    }
    let goal = exactly.map { limits?.intersection($0) ?? $0 } ?? limits
    if let own = mode.rates.best(for: nil, within: goal) { return (own, 0) }
    guard let goal,
      let made = goal.nearest(to: wanted ?? RateChoice.defaultRate, in: 0...fastest), made > 0
    else { return nil }
    let (native, isEven, rate) = mode.rates.source(of: made, within: goal)
    return (
      RateChoice(
        rate: rate, native: native, distance: 0, preference: RateChoice.preference(rate)),
      isEven ? 1 : 2
    )
  }
}

extension VideoMode.FrameRates {
  /// The native rate to decimate and the resulting rate: every n-th frame of the slowest native
  /// rate that lands within the limits, otherwise an uneven share of the slowest that is fast
  /// enough.
  fileprivate func source(
    of rate: Double, within limits: NumberLimits
  ) -> (native: FrameRate?, isEven: Bool, rate: Double) {
    switch self {
    case .unknown: return (nil, false, rate)
    case .discrete(let rates):
      let faster = rates.filter { $0.framesPerSecond >= rate }.sorted()
      for native in faster {
        let made = native.framesPerSecond / (native.framesPerSecond / rate).rounded()
        if limits.contains(made) { return (native, true, made) }
      }
      return (faster.first ?? rates.max(), false, rate)
    case .range(let one, let other):
      let slowest = min(one, other)
      let multiple = (slowest.framesPerSecond / rate).rounded(.up) * rate
      let fastest = max(one, other)
      if multiple <= fastest.framesPerSecond {
        return (FrameRate(multiple, between: slowest, and: fastest), true, rate)
      }
      return (slowest, false, rate)
    }
  }
}
