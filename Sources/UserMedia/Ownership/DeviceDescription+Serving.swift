import UserMediaCore

extension DeviceDescription {
  /// The way for the camera to run so that every wish can be served: the running one where it is
  /// large and fast enough, else the smallest mode that is, else the largest wish.
  ///
  /// Tracks crop, scale and decimate for themselves, so serving means being no smaller and no
  /// slower.
  func configuration(
    serving wanted: [VideoConfiguration], running: VideoConfiguration
  ) -> VideoConfiguration {
    if display != nil { return running.serving(displays: wanted) }
    if wanted.allSatisfy({ running.serves($0) }) { return running }
    if let one = wanted.filter({ candidate in wanted.allSatisfy { candidate.serves($0) } }).first {
      return one
    }
    var needed = wanted[0]
    for wish in wanted.dropFirst() {
      needed.width = max(needed.width, wish.width)
      needed.height = max(needed.height, wish.height)
      if let rate = wish.frameRate, needed.frameRate.map({ $0 < rate }) ?? true {
        needed.frameRate = rate
      }
    }
    let serving = videoModes.compactMap { $0.smallestConfiguration(serving: needed) }
    return serving.min { $0.width * $0.height < $1.width * $1.height }
      ?? wanted.max { $0.width * $0.height < $1.width * $1.height } ?? running
  }
}

extension VideoConfiguration {
  /// The way for a display to be captured: it has the size that it has, the fastest rate that is
  /// wished, and the cursor as was wished last.
  fileprivate func serving(displays wanted: [VideoConfiguration]) -> VideoConfiguration {
    var serving = self
    serving.frameRate = wanted.compactMap(\.frameRate).max() ?? frameRate
    serving.cursor = wanted.last?.cursor ?? cursor
    return serving
  }

  /// Whether a device that runs so can feed a track with this wish.
  fileprivate func serves(_ wish: VideoConfiguration) -> Bool {
    guard width >= wish.width, height >= wish.height else { return false }
    guard let frameRate, let wanted = wish.frameRate else { return true }
    return frameRate >= wanted
  }
}

extension VideoMode {
  /// The smallest configuration of the mode that is as large and as fast as `needed`.
  fileprivate func smallestConfiguration(serving needed: VideoConfiguration) -> VideoConfiguration?
  {
    guard let pixelFormat else { return nil }
    let (width, height): (Int, Int)
    switch size {
    case .discrete(let w, let h): (width, height) = (w, h)
    case .stepwise(let widths, let heights):
      (width, height) = (widths.least(atLeast: needed.width), heights.least(atLeast: needed.height))
    }
    guard width >= needed.width, height >= needed.height else { return nil }
    let rate: FrameRate?
    switch frameRates {
    case .unknown: rate = needed.frameRate
    case .discrete(let rates):
      guard let wanted = needed.frameRate else {
        rate = rates.max()
        break
      }
      rate = rates.filter { $0 >= wanted }.min()
    case .range(_, let max): rate = needed.frameRate.map { $0 <= max ? $0 : max } ?? max
    }
    if let wanted = needed.frameRate, rate.map({ $0 < wanted }) ?? true { return nil }
    return VideoConfiguration(
      pixelFormat: pixelFormat, width: width, height: height, frameRate: rate)
  }
}

extension VideoMode.SteppedRange {
  /// The least member that is no smaller than `value`, or the greatest.
  fileprivate func least(atLeast value: Int) -> Int {
    let nearest = nearest(to: value)
    return nearest >= value || nearest + step > max ? nearest : nearest + step
  }
}
