import UserMediaCore

/// `SelectSettings` for a screen or a window: it is scaled as a whole and never cropped, its rate is
/// any up to its own, and constraints of other sources do nothing (Screen Capture, 5.4, and
/// "Downscaling and Frame Decimation").
struct DisplaySearch {
  private let basic: MediaTrackConstraintSet
  private let advanced: [MediaTrackConstraintSet]

  /// A size that the whole picture can be scaled to.
  private struct Size {
    let width: Int
    let height: Int
    /// Whether both sides are as near to the shape as they can be, and not only within a pixel.
    let isExact: Bool
  }

  /// Settings that can be had.
  private struct Candidate {
    var settings: MediaTrackSettings
    let size: Size
    var distance = 0.0

    /// Of equal distance, that of the better shape, then the larger picture, then the rate nearest
    /// to the default.
    func isBetter(than other: Candidate) -> Bool {
      let (mine, theirs) = (comparable(distance), comparable(other.distance))
      if mine != theirs { return mine < theirs }
      if size.isExact != other.size.isExact { return size.isExact }
      if size.width != other.size.width { return size.width > other.size.width }
      return ratePreference < other.ratePreference
    }

    private var ratePreference: Double {
      settings.frameRate.map { RateChoice.preference($0) } ?? 2
    }
  }

  init(_ constraints: MediaTrackConstraints) {
    basic = Self.applicable(constraints.basic)
    advanced = (constraints.advanced ?? []).map(Self.applicable)
  }

  private static func applicable(_ set: MediaTrackConstraintSet) -> MediaTrackConstraintSet {
    var applicable = set
    for property in set.properties where !property.constrainsDisplays { applicable[property] = nil }
    return applicable
  }

  /// The best settings; `nil` when what is required cannot be had.
  func best(of device: CandidateDevice, _ display: DisplaySurface) -> DeviceSearch.Outcome? {
    guard let mode = device.description.videoModes.first.flatMap(NativeMode.init) else {
      return nil
    }
    var candidates = candidates(device, display, mode).filter { $0.distance < .infinity }
    let advancedMet = advanced.map { set in
      let fewer = candidates.filter {
        fitnessDistance($0.settings, set, kind: .videoinput, bareIsIdeal: false) < .infinity
      }
      if !fewer.isEmpty { candidates = fewer }
      return !fewer.isEmpty
    }
    guard var best = candidates.first else { return nil }
    for candidate in candidates.dropFirst() where candidate.isBetter(than: best) {
      best = candidate
    }
    var configuration = mode.configuration(
      width: mode.widths.last, height: mode.heights.last, rate: mode.rate(best.settings.frameRate))
    configuration.cursor = best.settings.cursor
    return DeviceSearch.Outcome(
      settings: best.settings, configuration: .video(configuration), distance: best.distance,
      advancedMet: advancedMet, preference: (0, 0, 0, 0))
  }

  /// The candidates among which one must be the best: between the values that constraints name, no
  /// distance has a smaller end.
  private func candidates(
    _ device: CandidateDevice, _ display: DisplaySurface, _ mode: NativeMode
  ) -> [Candidate] {
    var settings = MediaTrackSettings()
    settings.deviceId = device.deviceId
    settings.groupId = device.groupId
    settings.displaySurface = display.type
    settings.logicalSurface = display.isLogical
    var candidates: [Candidate] = []
    for size in sizes(mode.widths.last, mode.heights.last) {
      settings.width = size.width
      settings.height = size.height
      settings.aspectRatio = MediaTrackSettings.aspectRatio(size.width, size.height)
      let isWhole = size.width == mode.widths.last && size.height == mode.heights.last
      for resizeMode in isWhole ? VideoResizeMode.allCases : [.cropAndScale] {
        settings.resizeMode = resizeMode
        for rate in rates(mode) {
          settings.frameRate = rate
          for cursor in display.cursor {
            settings.cursor = cursor
            var candidate = Candidate(settings: settings, size: size)
            candidate.distance = fitnessDistance(settings, basic, kind: .videoinput)
            candidates.append(candidate)
          }
        }
      }
    }
    return candidates
  }

  /// The whole picture, and for each wished length of a side the scaled ones that have it: within
  /// the pixel to which it is rounded, the other side can have several lengths.
  private func sizes(_ width: Int, _ height: Int) -> [Size] {
    func lengths(_ wished: Double, _ one: Int, _ other: Int) -> [(Int, Int, isExact: Bool)] {
      let length = min(max(Int(min(wished, Double(one)).rounded()), 1), one)
      let ratio = Double(other) / Double(one)
      return [0, -0.5, 0.4999].map { offset in
        let rounded = Int(((Double(length) + offset) * ratio).rounded())
        return (length, min(max(rounded, 1), other), offset == 0)
      }
    }
    let whole = Size(width: width, height: height, isExact: true)
    let byWidth = values(of: .width).flatMap { lengths($0, width, height) }
      .map { Size(width: $0.0, height: $0.1, isExact: $0.isExact) }
    let byHeight = values(of: .height).flatMap { lengths($0, height, width) }
      .map { Size(width: $0.1, height: $0.0, isExact: $0.isExact) }
    return [whole] + byWidth + byHeight
  }

  private func rates(_ mode: NativeMode) -> [Double?] {
    guard let fastest = mode.fastest else { return [nil] }
    return ([RateChoice.defaultRate] + values(of: .frameRate)).map {
      min(max($0, mode.rates.slowest), fastest)
    }
  }

  /// The numbers that any of the constraints names for a property.
  private func values(of property: ConstrainableProperty) -> [Double] {
    let values = ([basic] + advanced).flatMap { set -> [Double] in
      switch set[property] {
      case .unsignedLong(let wish):
        [wish.min, wish.max, wish.exact, wish.ideal].compactMap { $0.map(Double.init) }
      case .double(let wish): [wish.min, wish.max, wish.exact, wish.ideal].compactMap(\.self)
      default: []
      }
    }
    return Set(values.filter { !$0.isNaN }).sorted()
  }
}

extension NativeMode {
  /// The display's rate for a setting.
  fileprivate func rate(_ setting: Double?) -> FrameRate? {
    guard let setting else { return nil }
    switch rates {
    case .unknown: return FrameRate(setting)
    case .range(let one, let other):
      return FrameRate(setting, between: min(one, other), and: max(one, other))
    case .discrete(let rates):
      return rates.filter { $0.framesPerSecond >= setting * 0.999 }.min() ?? rates.max()
    }
  }
}
