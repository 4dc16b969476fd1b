import UserMediaCore

extension [VideoMode] {
  /// The configuration a driver with these modes uses for `wish`: the same format, the nearest size
  /// and rate; `nil` if the format is not offered.
  func nearest(to wish: VideoConfiguration) -> (VideoConfiguration, FrameRate)? {
    var best: (distance: Int, result: VideoConfiguration, rate: FrameRate)?
    for mode in self where mode.pixelFormat == wish.pixelFormat {
      let size = mode.size.nearest(to: wish)
      let distance = abs(size.width - wish.width) + abs(size.height - wish.height)
      guard distance < best?.distance ?? .max,
        let rate = mode.frameRates.nearest(to: wish.frameRate)
      else { continue }
      let result = VideoConfiguration(
        pixelFormat: wish.pixelFormat, width: size.width, height: size.height, frameRate: rate,
        cursor: wish.cursor)
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
  fileprivate func nearest(to wish: VideoConfiguration) -> (width: Int, height: Int) {
    switch self {
    case .discrete(let width, let height): (width, height)
    case .stepwise(let width, let height):
      (width.nearest(to: wish.width), height.nearest(to: wish.height))
    }
  }
}

extension VideoMode.FrameRates {
  /// The rate nearest to the requested one, or to 30 if none is requested.
  fileprivate func nearest(to wish: FrameRate?) -> FrameRate? {
    let wanted = wish ?? .usual
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
