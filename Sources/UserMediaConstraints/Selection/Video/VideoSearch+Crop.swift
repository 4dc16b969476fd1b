import UserMediaCore

// Crop-and-scale: first find the settings within the boxes that the modes span, then the mode that
// they are best made from. Properties that are not constrained stay as they are in that mode.
extension VideoSearch {
  /// The size and rate to make.
  private struct Target {
    let size: SizeChoice
    /// Pixels; `nil` to derive them from the cropped mode.
    let width: Int?
    let height: Int?
    let rate: CropSource.RateGoal
    let distance: Double
    let preference: Double

    func isBetter(than other: Target) -> Bool {
      let (mine, theirs) = (comparable(distance), comparable(other.distance))
      if mine != theirs { return mine < theirs }
      return (size.rank, preference) < (other.size.rank, other.preference)
    }
  }

  /// The best result of crop-and-scale; `nil` if nothing is within the limits.
  mutating func bestCropped(
    within limits: PerNumber<NumberLimits>, adding resizeDistance: Double
  ) -> VideoCandidate? {
    guard let target = bestTarget(within: limits) else { return nil }
    var best: CropSource?
    for mode in modes {
      guard
        let source = CropSource(
          mode, width: target.width, height: target.height, rate: target.rate, limits: limits)
      else { continue }
      if best.map(source.isBetter) ?? true { best = source }
    }
    guard let source = best else { return nil }
    let isAsTarget = (source.width, source.height) == (target.size.width, target.size.height)
    let size = isAsTarget ? target.size : solver.choice(source.width, source.height)
    let demand = demands.numbers.frameRate
    let rateDistance =
      source.rate.map { demand?.distance($0) ?? 0 } ?? (demand?.ideal == nil ? 0 : 1)
    return VideoCandidate(
      size: size, rate: source.rate, resizeMode: .cropAndScale,
      configuration: source.configuration,
      distance: size.distance + resizeDistance + rateDistance,
      ratePreference: source.ratePreference)
  }

  private mutating func bestTarget(within limits: PerNumber<NumberLimits>) -> Target? {
    let numbers = demands.numbers
    let asksRatio = limits.aspectRatio != nil || numbers.aspectRatio?.ideal != nil
    let asksWidth = asksRatio || limits.width != nil || numbers.width?.ideal != nil
    let asksHeight = asksRatio || limits.height != nil || numbers.height?.ideal != nil
    var best: Target?
    for box in frontier {
      guard
        let sizes = box.sizes(within: limits), let size = solver.solve(sizes),
        let rate = rate(of: box, within: limits.frameRate)
      else { continue }
      let target = Target(
        size: size, width: asksWidth ? size.width : nil, height: asksHeight ? size.height : nil,
        rate: numbers.frameRate?.ideal == nil
          ? .free : rate.rate.map(CropSource.RateGoal.exactly) ?? .unknown,
        distance: size.distance + rate.distance, preference: size.preference + rate.preference)
      if best.map(target.isBetter) ?? true { best = target }
    }
    return best
  }

  private func rate(of box: CropBox, within limits: NumberLimits?) -> RateChoice? {
    let demand = demands.numbers.frameRate
    guard let rates = box.rates else { return .unknown(demand, limits) }
    return rates.best(for: demand, within: limits, preferring: RateChoice.defaultRate).map { rate in
      RateChoice(
        rate: rate, distance: demand?.distance(rate) ?? 0,
        preference: RateChoice.preference(rate))
    }
  }
}
