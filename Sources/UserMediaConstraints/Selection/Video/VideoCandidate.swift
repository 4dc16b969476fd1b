import UserMediaCore

/// The settings of a camera that were chosen, and the mode that it runs in for them.
struct VideoCandidate {
  /// The track's size; `nil` when the camera tells no sizes.
  var width: Int?
  var height: Int?
  /// The track's rate in frames a second; `nil` when the camera does not tell.
  var rate: Double?
  var resizeMode: VideoResizeMode
  var configuration: VideoConfiguration
  /// The fitness distance of the size, the aspect ratio, the rate and the resize mode.
  var distance: Double
  /// How far the size and the rate are from the defaults.
  var sizePreference: Double
  var ratePreference: Double

  /// What decides, one after the other, between candidates of equal distance: sizes that are the
  /// camera's own, the default size, the default rate, the cheaper format.
  var preference: (Int, Double, Double, Int) {
    (resizeRank, sizePreference, ratePreference, configuration.pixelFormat.deliveryCost)
  }

  private var resizeRank: Int { resizeMode == .none ? 0 : 1 }

  /// Whether this is the one to take; when all is equal, the one that came first.
  func isBetter(than other: VideoCandidate) -> Bool {
    let (mine, theirs) = (comparable(distance), comparable(other.distance))
    if mine != theirs { return mine < theirs }
    if resizeRank != other.resizeRank { return resizeRank < other.resizeRank }
    if sizePreference != other.sizePreference { return sizePreference < other.sizePreference }
    return preference < other.preference
  }
}

extension VideoCandidate {
  /// How far the size and the rate are from those of the camera's own mode, as far as they are asked
  /// for; 0 for what the camera has by itself.
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
    return part(limits.width, demands.width, width.map(Double.init), Double(configuration.width))
      + part(limits.height, demands.height, height.map(Double.init), Double(configuration.height))
      + part(
        limits.frameRate, demands.frameRate, rate, configuration.frameRate?.framesPerSecond)
  }
}
