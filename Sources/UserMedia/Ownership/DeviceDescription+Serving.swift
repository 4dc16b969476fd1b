import UserMediaCore

extension DeviceDescription {
  /// The configuration that satisfies every track: the running one if it is large and fast enough,
  /// otherwise the smallest mode that is, otherwise the largest one requested.
  ///
  /// Tracks crop, scale and decimate on their own, so a configuration only has to be large and fast
  /// enough.
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
  /// The configuration for a display: its actual size, the highest rate requested, and the cursor
  /// mode requested last.
  fileprivate func serving(displays wanted: [VideoConfiguration]) -> VideoConfiguration {
    var serving = self
    serving.frameRate = wanted.compactMap(\.frameRate).max() ?? frameRate
    serving.cursor = wanted.last?.cursor ?? cursor
    return serving
  }

  /// Whether a device in this configuration can feed a track that wants `wish`.
  fileprivate func serves(_ wish: VideoConfiguration) -> Bool {
    guard width >= wish.width, height >= wish.height else { return false }
    guard let frameRate, let wanted = wish.frameRate else { return true }
    return frameRate >= wanted
  }
}

extension VideoMode {
  /// The smallest configuration of the mode that is at least as large and as fast as `needed`.
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
  /// The smallest member that is at least `value`, or the largest member.
  fileprivate func least(atLeast value: Int) -> Int {
    let nearest = nearest(to: value)
    return nearest >= value || nearest + step > max ? nearest : nearest + step
  }
}
