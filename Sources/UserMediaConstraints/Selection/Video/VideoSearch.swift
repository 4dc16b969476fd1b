import UserMediaCore

/// `SelectSettings` for one camera: what limits leave of its modes, and the best of that.
struct VideoSearch {
  /// What the basic set asks.
  let demands: DemandSet
  var solver: SizeSolver
  private(set) var modes: [NativeMode] = []
  private(set) var frontier: [CropBox] = []

  init(demands: DemandSet) {
    self.demands = demands
    solver = SizeSolver(demands.numbers)
  }

  /// Turns to another camera.
  mutating func begin(_ camera: DeviceDescription) {
    modes.removeAll(keepingCapacity: true)
    for mode in camera.videoModes {
      if let native = NativeMode(mode) { modes.append(native) }
    }
    frontier = CropBox.frontier(of: modes)
  }

  /// Whether anything is left.
  ///
  /// Everything native can also be had by crop-and-scale, the superset.
  mutating func isPossible(
    within limits: PerNumber<NumberLimits>, resizeModes: [BooleanOrDOMString]
  ) -> Bool {
    if modes.isEmpty { return limits.areFreeForVideo }
    if resizeModes.contains(.cropAndScale) {
      return frontier.contains { box in
        guard box.rates?.allows(limits.frameRate) ?? (limits.frameRate == nil) else { return false }
        return box.sizes(within: limits).map { solver.solve($0) != nil } ?? false
      }
    }
    return modes.contains { mode in
      guard let sizes = mode.sizes(within: limits) else { return false }
      return mode.rates.allows(limits.frameRate) && solver.solve(sizes) != nil
    }
  }

  /// The best of what is left; `nil` when nothing is.
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
        width: size.width, height: size.height, rate: rate.rate, resizeMode: .none,
        configuration: mode.configuration(
          width: size.width, height: size.height, rate: rate.native),
        distance: size.distance + resizeDistance + rate.distance,
        sizePreference: size.preference, ratePreference: rate.preference)
      if best.map(candidate.isBetter) ?? true { best = candidate }
    }
    return best
  }

  /// Whether a size can lead to something better: its rate can only add to the distance.
  private func canImprove(
    on best: VideoCandidate, _ size: SizeChoice, adding resizeDistance: Double
  ) -> Bool {
    let (least, found) = (
      comparable(size.distance + resizeDistance), comparable(best.distance)
    )
    return least < found || least == found && size.preference <= best.sizePreference
  }

  /// A camera that tells no sizes gives what it likes when it is asked for the default size.
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
          distance: absent + $0, sizePreference: 2, ratePreference: 2)
      }
    }.min { $0.isBetter(than: $1) }
  }
}

extension BooleanOrDOMString {
  /// The resize mode of everything that is not native.
  static var cropAndScale: BooleanOrDOMString { .string(VideoResizeMode.cropAndScale.rawValue) }
}

extension PerNumber<NumberLimits> {
  /// Whether a camera of which neither sizes nor rates are known meets the limits (rule 2).
  fileprivate var areFreeForVideo: Bool {
    width == nil && height == nil && aspectRatio == nil && frameRate == nil
  }
}

extension VideoMode.FrameRates {
  /// Whether limits leave any rate; one that is not known meets none.
  fileprivate func allows(_ limits: NumberLimits?) -> Bool {
    guard let limits else { return true }
    return switch self {
    case .unknown: false
    case .discrete(let rates): rates.contains { limits.contains($0.framesPerSecond) }
    case .range: best(for: nil, within: limits) != nil
    }
  }
}
