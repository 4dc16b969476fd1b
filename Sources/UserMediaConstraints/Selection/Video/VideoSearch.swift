import UserMediaCore

/// `SelectSettings` for one camera: which of its modes are within the limits, and the best of
/// these.
struct VideoSearch {
  /// The demands of the basic set.
  let demands: DemandSet
  var solver: SizeSolver
  private(set) var modes: [NativeMode] = []
  private(set) var frontier: [CropBox] = []

  init(demands: DemandSet) {
    self.demands = demands
    solver = SizeSolver(demands.numbers)
  }

  /// Starts on another camera.
  mutating func begin(_ camera: DeviceDescription) {
    modes.removeAll(keepingCapacity: true)
    for mode in camera.videoModes {
      if let native = NativeMode(mode) { modes.append(native) }
    }
    frontier = CropBox.frontier(of: modes)
    solver.begin(modes)
  }

  /// Whether any settings are within the limits.
  ///
  /// Crop-and-scale can produce everything native, so checking it alone is enough.
  mutating func isPossible(
    within limits: PerNumber<NumberLimits>, resizeModes: [BooleanOrDOMString]
  ) -> Bool {
    if modes.isEmpty { return limits.areFreeForVideo }
    if resizeModes.contains(.cropAndScale) {
      return frontier.contains { box in
        guard box.rates?.allows(limits.frameRate) ?? (limits.frameRate == nil) else { return false }
        return box.sizes(within: limits).map { solver.isPossible($0) } ?? false
      }
    }
    return modes.contains { mode in
      guard let sizes = mode.sizes(within: limits) else { return false }
      return mode.rates.allows(limits.frameRate) && solver.isPossible(sizes)
    }
  }

  /// The best settings within the limits; `nil` if there are none.
  mutating func best(
    within limits: PerNumber<NumberLimits>, resizeModes: [BooleanOrDOMString]
  ) -> VideoCandidate? {
    let ideal = demands.choices.first { $0.property == .resizeMode }?.demand
    let distances = VideoResizeMode.allCases.map { mode in
      resizeModes.contains(.string(mode.rawValue))
        ? ideal?.distance(.string(mode.rawValue)) ?? 0 : nil
    }
    if modes.isEmpty { return unknownSizes(within: limits, resizeDistances: distances) }
    var best: VideoCandidate?
    if let distance = distances[0] { best = bestNative(within: limits, adding: distance) }
    if let distance = distances[1] {
      if let best, comparable(best.distance) <= comparable(distance) { return best }
      let cropped = bestCropped(within: limits, adding: distance)
      if let cropped, best.map(cropped.isBetter) ?? true { best = cropped }
    }
    return best
  }

  private mutating func bestNative(
    within limits: PerNumber<NumberLimits>, adding resizeDistance: Double
  ) -> VideoCandidate? {
    var best: VideoCandidate?
    for mode in modes {
      guard
        let sizes = mode.sizes(within: limits), let size = solver.solve(sizes),
        best.map({ canImprove(on: $0, size, adding: resizeDistance) }) ?? true,
        let rate = mode.rates.best(for: demands.numbers.frameRate, within: limits.frameRate)
      else { continue }
      let candidate = VideoCandidate(
        size: size, rate: rate.rate, resizeMode: .none,
        configuration: mode.configuration(
          width: size.width, height: size.height, rate: rate.native),
        distance: size.distance + resizeDistance + rate.distance,
        ratePreference: rate.preference)
      if best.map(candidate.isBetter) ?? true { best = candidate }
    }
    return best
  }

  /// Whether a size can lead to a better candidate: its rate can only add to the distance.
  private func canImprove(
    on best: VideoCandidate, _ size: SizeChoice, adding resizeDistance: Double
  ) -> Bool {
    let (least, found) = (
      comparable(size.distance + resizeDistance), comparable(best.distance)
    )
    guard least == found, let bestSize = best.size else { return least < found }
    return (size.rank, size.preference) <= (bestSize.rank, bestSize.preference)
  }

  /// A camera that reports no sizes is asked for the default one and delivers what it likes.
  private func unknownSizes(
    within limits: PerNumber<NumberLimits>, resizeDistances: [Double?]
  ) -> VideoCandidate? {
    let numbers = demands.numbers
    let wished = [numbers.width, numbers.height, numbers.aspectRatio, numbers.frameRate]
    let absent = Double(wished.count { $0?.ideal != nil })
    guard limits.areFreeForVideo else { return nil }
    return zip(VideoResizeMode.allCases, resizeDistances).compactMap { mode, distance in
      distance.map {
        VideoCandidate(
          resizeMode: mode,
          configuration: VideoConfiguration(
            pixelFormat: .yuyv, width: Int(SizeSolver.defaultWidth),
            height: Int(SizeSolver.defaultHeight)),
          distance: absent + $0, ratePreference: 2)
      }
    }.min { $0.isBetter(than: $1) }
  }
}

extension BooleanOrDOMString {
  /// The resize mode of everything that is not native.
  static var cropAndScale: BooleanOrDOMString { .string(VideoResizeMode.cropAndScale.rawValue) }
}

extension PerNumber<NumberLimits> {
  /// Whether a camera with unknown sizes and rates meets the limits (rule 2).
  fileprivate var areFreeForVideo: Bool {
    width == nil && height == nil && aspectRatio == nil && frameRate == nil
  }
}

extension VideoMode.FrameRates {
  /// Whether any rate is within the limits; an unknown rate meets none.
  fileprivate func allows(_ limits: NumberLimits?) -> Bool {
    guard let limits else { return true }
    return switch self {
    case .unknown: false
    case .discrete(let rates): rates.contains { limits.contains($0.framesPerSecond) }
    case .range: best(for: nil, within: limits) != nil
    }
  }
}
