import UserMediaCore

/// A frame rate chosen for a mode.
struct RateChoice: Hashable, Sendable {
  /// The track's frames per second; `nil` if the driver does not report them.
  var rate: Double?
  /// The rate at which to run the camera; `nil` leaves it to the driver.
  var native: FrameRate?
  /// The fitness distance.
  var distance: Double
  /// How far it is from the default rate; breaks ties between equal distances.
  var preference: Double

  /// The default of browsers (Media Capture and Streams, 6.1.2).
  static let defaultRate = 30.0

  /// The choice for a mode with unknown rates (rules 2 and 5); `nil` if a rate is required.
  static func unknown(_ demand: NumberDemand?, _ limits: NumberLimits?) -> RateChoice? {
    limits == nil
      ? RateChoice(distance: demand?.ideal == nil ? 0 : 1, preference: 2) : nil
  }

  /// How far a rate is from the default. 29.97 counts as the default; of two rates equally far from
  /// it, the slower one is farther.
  static func preference(_ rate: Double) -> Double {
    let distance = relativeDistance(rate, defaultRate, tolerance: 0.005)
    return rate < defaultRate && distance > 0 ? distance + 1e-9 : distance
  }

  /// Whether it is the better rate of the same mode. Here 30 goes before 29.97; between modes they
  /// are equal.
  func isBetter(than other: RateChoice) -> Bool {
    let (mine, theirs) = (comparable(distance), comparable(other.distance))
    guard mine == theirs else { return mine < theirs }
    guard preference == other.preference else { return preference < other.preference }
    return farness < other.farness
  }

  private var farness: Double { rate.map { abs($0 - Self.defaultRate) } ?? .infinity }
}

extension VideoMode.FrameRates {
  /// The best native rate; `nil` if none is within the limits.
  func best(for demand: NumberDemand?, within limits: NumberLimits?) -> RateChoice? {
    switch self {
    case .unknown: return .unknown(demand, limits)
    case .discrete(let rates):
      if rates.isEmpty { return .unknown(demand, limits) }
      var best: RateChoice?
      for native in rates {
        let rate = native.framesPerSecond
        if let limits, !limits.contains(rate) { continue }
        let choice = RateChoice(
          rate: rate, native: native, distance: demand?.distance(rate) ?? 0,
          preference: RateChoice.preference(rate))
        if best.map(choice.isBetter) ?? true { best = choice }
      }
      return best
    case .range(let one, let other):
      let (slowest, fastest) = (min(one, other), max(one, other))
      let domain = slowest.framesPerSecond...fastest.framesPerSecond
      return NumberDomain.interval(domain).best(
        for: demand, within: limits, preferring: RateChoice.defaultRate
      ).map { rate in
        RateChoice(
          rate: rate, native: FrameRate(rate, between: slowest, and: fastest),
          distance: demand?.distance(rate) ?? 0, preference: RateChoice.preference(rate))
      }
    }
  }
}

extension FrameRate {
  /// The fraction nearest to a rate, clamped to the range that it comes from.
  init(_ framesPerSecond: Double, between slowest: FrameRate, and fastest: FrameRate) {
    let nearest = FrameRate(framesPerSecond) ?? (framesPerSecond < 1 ? slowest : fastest)
    self = min(max(nearest, slowest), fastest)
  }
}
