import UserMediaCore

/// Settings chosen for a camera, and the native mode to run for them.
struct VideoCandidate {
  /// The track's size; `nil` if the camera reports no sizes.
  var size: SizeChoice?
  /// The track's rate in frames per second; `nil` if the camera reports none.
  var rate: Double?
  var resizeMode: VideoResizeMode
  var configuration: VideoConfiguration
  /// The fitness distance of the size, the aspect ratio, the rate and the resize mode.
  var distance: Double
  /// How far the rate is from the default.
  var ratePreference: Double

  /// Breaks ties between equal distances, in order: native sizes, the default size, the default
  /// rate, the cheaper format.
  var preference: (Int, Double, Double, Int) {
    (resizeRank, sizePreference, ratePreference, configuration.pixelFormat.deliveryCost)
  }

  private var resizeRank: Int { resizeMode == .none ? 0 : 1 }

  private var sizeRank: SizeChoice.Rank { size?.rank ?? .native }

  /// How far the size is from the default.
  private var sizePreference: Double { size?.preference ?? 2 }

  /// Whether this is the better choice; all else being equal, the earlier one is.
  func isBetter(than other: VideoCandidate) -> Bool {
    let (mine, theirs) = (comparable(distance), comparable(other.distance))
    if mine != theirs { return mine < theirs }
    if resizeRank != other.resizeRank { return resizeRank < other.resizeRank }
    if sizeRank != other.sizeRank { return sizeRank < other.sizeRank }
    if sizePreference != other.sizePreference { return sizePreference < other.sizePreference }
    return preference < other.preference
  }
}

extension VideoCandidate {
  /// How far the constrained size and rate are from those of the native mode; 0 for a native size
  /// and rate.
  func adaptation(
    within limits: PerNumber<NumberLimits>, _ demands: PerNumber<NumberDemand>
  ) -> Double {
    func part(
      _ limits: NumberLimits?, _ demand: NumberDemand?, _ made: Double?, _ own: Double?
    ) -> Double {
      guard limits != nil || demand?.ideal != nil, let made, let own else { return 0 }
      return relativeDistance(made, own)
    }
    if resizeMode == .none { return 0 }
    return part(
      limits.width, demands.width, size.map { Double($0.width) }, Double(configuration.width))
      + part(
        limits.height, demands.height, size.map { Double($0.height) }, Double(configuration.height))
      + part(
        limits.frameRate, demands.frameRate, rate, configuration.frameRate?.framesPerSecond)
  }
}
