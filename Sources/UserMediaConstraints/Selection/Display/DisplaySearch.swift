import UserMediaCore

/// `SelectSettings` for a screen or window, which is scaled as a whole and never cropped, and whose
/// rate can be any up to its own; constraints for other sources have no effect (Screen Capture,
/// 5.4, and "Downscaling and Frame Decimation").
///
/// The picture (its size) and the pace (rate and cursor) are chosen independently, because no
/// constraint involves both.
struct DisplaySearch {
  private let basic: Demands
  private let advanced: [Demands]

  /// A set of constraints, split into picture and pace.
  private struct Demands {
    var picture: MediaTrackConstraintSet
    var pace: MediaTrackConstraintSet

    init(_ set: MediaTrackConstraintSet) {
      (picture, pace) = (set, set)
      for property in set.properties {
        let isPace = property == .frameRate || property == .cursor
        if isPace || !property.constrainsDisplays { picture[property] = nil }
        if !isPace { pace[property] = nil }
      }
    }
  }

  /// A size that the whole picture can be scaled to.
  private struct Size: Hashable {
    let width: Int
    let height: Int
    /// Whether both sides are as near to the shape as possible, not just within a pixel of it.
    let isExact: Bool
  }

  /// Possible settings.
  private struct Candidate {
    var settings: MediaTrackSettings
    /// Breaks ties between equal distances, the lowest first.
    let preference: (Double, Double, Double)
    var distance = 0.0

    func isBetter(than other: Candidate) -> Bool {
      let (mine, theirs) = (comparable(distance), comparable(other.distance))
      return mine == theirs ? preference < other.preference : mine < theirs
    }
  }

  init(_ constraints: MediaTrackConstraints) {
    basic = Demands(constraints.basic)
    advanced = (constraints.advanced ?? []).map(Demands.init)
  }

  /// The best settings; `nil` if they cannot meet the requirements.
  func best(of device: CandidateDevice, _ display: DisplaySurface) -> DeviceSearch.Outcome? {
    guard let mode = device.description.videoModes.first.flatMap(NativeMode.init) else {
      return nil
    }
    var pictures = Self.meeting(basic.picture, pictures(device, display, mode), bareIsIdeal: true)
    var paces = Self.meeting(basic.pace, paces(display, mode), bareIsIdeal: true)
    let advancedMet = advanced.map { set in
      let fewer = (
        Self.meeting(set.picture, pictures, bareIsIdeal: false),
        Self.meeting(set.pace, paces, bareIsIdeal: false)
      )
      if fewer.0.isEmpty || fewer.1.isEmpty { return false }
      (pictures, paces) = fewer
      return true
    }
    guard let picture = Self.best(of: pictures), let pace = Self.best(of: paces) else { return nil }
    var settings = picture.settings
    settings.frameRate = pace.settings.frameRate
    settings.cursor = pace.settings.cursor
    var configuration = mode.configuration(
      width: mode.widths.last, height: mode.heights.last, rate: mode.rate(settings.frameRate))
    configuration.cursor = settings.cursor
    return DeviceSearch.Outcome(
      settings: settings, configuration: .video(configuration),
      distance: picture.distance + pace.distance, advancedMet: advancedMet,
      preference: (0, 0, 0, 0))
  }

  /// The candidates that meet a set; their distances are those of the basic one.
  private static func meeting(
    _ set: MediaTrackConstraintSet, _ candidates: [Candidate], bareIsIdeal: Bool
  ) -> [Candidate] {
    candidates.compactMap { candidate in
      let distance = fitnessDistance(
        candidate.settings, set, kind: .videoinput, bareIsIdeal: bareIsIdeal)
      if distance == .infinity { return nil }
      var candidate = candidate
      if bareIsIdeal { candidate.distance = distance }
      return candidate
    }
  }

  private static func best(of candidates: [Candidate]) -> Candidate? {
    guard var best = candidates.first else { return nil }
    for candidate in candidates.dropFirst() where candidate.isBetter(than: best) {
      best = candidate
    }
    return best
  }

  /// The pictures among which one must be the best: between the values that constraints name,
  /// distances have no minimum. Ties are broken by shape, then width, then height.
  private func pictures(
    _ device: CandidateDevice, _ display: DisplaySurface, _ mode: NativeMode
  ) -> [Candidate] {
    var settings = MediaTrackSettings()
    settings.deviceId = device.deviceId
    settings.groupId = device.groupId
    settings.displaySurface = display.type
    settings.logicalSurface = display.isLogical
    return sizes(mode.widths.last, mode.heights.last).flatMap { size in
      settings.width = size.width
      settings.height = size.height
      settings.aspectRatio = MediaTrackSettings.aspectRatio(size.width, size.height)
      let isWhole = size.width == mode.widths.last && size.height == mode.heights.last
      return (isWhole ? VideoResizeMode.allCases : [.cropAndScale]).map { resizeMode in
        settings.resizeMode = resizeMode
        return Candidate(
          settings: settings,
          preference: (size.isExact ? 0 : 1, -Double(size.width), -Double(size.height)))
      }
    }
  }

  /// The paces among which one must be the best. Ties are broken by the rate nearest to the
  /// default.
  private func paces(_ display: DisplaySurface, _ mode: NativeMode) -> [Candidate] {
    var settings = MediaTrackSettings()
    settings.displaySurface = display.type
    return rates(mode).flatMap { rate in
      settings.frameRate = rate
      return display.cursor.map { cursor in
        settings.cursor = cursor
        return Candidate(
          settings: settings, preference: (rate.map { RateChoice.preference($0) } ?? 2, 0, 0))
      }
    }
  }

  /// The whole picture, and for each constrained length of a side the scaled pictures that have it:
  /// rounding to a pixel leaves the other side several lengths.
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
    return Array(Set([whole] + byWidth + byHeight))
  }

  private func rates(_ mode: NativeMode) -> [Double?] {
    guard let fastest = mode.fastest else { return [nil] }
    return ([RateChoice.defaultRate] + values(of: .frameRate)).map {
      min(max($0, mode.rates.slowest), fastest)
    }
  }

  /// Every number that a constraint names for a property.
  private func values(of property: ConstrainableProperty) -> [Double] {
    let values = ([basic] + advanced).flatMap { set -> [Double] in
      switch set.picture[property] ?? set.pace[property] {
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
