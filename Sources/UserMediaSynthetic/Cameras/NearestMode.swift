import UserMediaCore

extension [VideoMode] {
  /// The configuration a driver with these modes uses for `requested`: the same format, the nearest size
  /// and rate; `nil` if the format is not offered.
  func nearest(to requested: VideoConfiguration) -> (VideoConfiguration, FrameRate)? {
    var best: (distance: Int, result: VideoConfiguration, rate: FrameRate)?
    for mode in self where mode.pixelFormat == requested.pixelFormat {
      let size = mode.size.nearest(to: requested)
      let distance = abs(size.width - requested.width) + abs(size.height - requested.height)
      guard distance < best?.distance ?? .max,
        let rate = mode.frameRates.nearest(to: requested.frameRate)
      else { continue }
      let result = VideoConfiguration(
        pixelFormat: requested.pixelFormat, width: size.width, height: size.height, frameRate: rate,
        cursor: requested.cursor)
      best = (distance, result, rate)
    }
    return best.map { ($0.result, $0.rate) }
  }
}

extension FrameRate {
  /// The default frame rate.
  static let usual = FrameRate(30)!
}

extension VideoMode.FrameSize {
  fileprivate func nearest(to requested: VideoConfiguration) -> (width: Int, height: Int) {
    switch self {
    case .discrete(let width, let height): (width, height)
    case .stepwise(let width, let height):
      (width.nearest(to: requested.width), height.nearest(to: requested.height))
    }
  }
}

extension VideoMode.FrameRates {
  /// The rate nearest to the requested one, or to 30 if none is requested.
  fileprivate func nearest(to requested: FrameRate?) -> FrameRate? {
    let wanted = requested ?? .usual
    switch self {
    case .unknown: return wanted
    case .range(let slowest, let fastest): return Swift.min(Swift.max(wanted, slowest), fastest)
    case .discrete(let rates):
      return rates.min {
        abs($0.framesPerSecond - wanted.framesPerSecond)
          < abs($1.framesPerSecond - wanted.framesPerSecond)
      }
    }
  }
}
