import UserMedia

extension Explanation {
  /// The modes of a camera: their distances, and why each was or was not chosen. Modes with the same
  /// answer share a line, first the sizes of a pixel format, then the pixel formats.
  func modeLines(_ report: CandidateReport) -> [String] {
    let source = report.modes.firstIndex { $0.isSource(of: report.selection) }
    let rank = report.deviceIndex == chosen?.deviceIndex ? "chosen" : "its best"
    let answers = report.modes.enumerated().map { index, mode in
      ModeAnswer(
        format: mode.mode.pixelFormat?.description ?? "?", sizes: mode.mode.size.description,
        rates: mode.mode.frameRates.description,
        text: index == source ? mode.words(rank: rank) : mode.words + reason(mode, report))
    }
    return answers.grouped { "\($0.format) \($0.rates) \($0.text)" }
      .map { group in
        var answer = group[0]
        answer.sizes = group.map(\.sizes).joined(separator: " ")
        return answer
      }
      .grouped { "\($0.sizes) \($0.rates) \($0.text)" }
      .map { group in
        let formats = group.map(\.format).joined(separator: " ")
        return "  mode \(formats) \(group[0].sizes) at \(group[0].rates): \(group[0].text)"
      }
  }

  private struct ModeAnswer {
    let format: String
    var sizes: String
    let rates: String
    let text: String
  }

  /// Why a mode that is no farther than the chosen settings was not chosen.
  private func reason(_ mode: CandidateReport.ModeReport, _ report: CandidateReport) -> String {
    guard let selection = report.selection, let settings = mode.settings,
      mode.fitnessDistance < selection.fitnessDistance + 1e-9
    else { return "" }
    let missed = zip(constraints.advanced ?? [], report.advancedMet).contains { set, isMet in
      isMet
        && fitnessDistance(settings, set, kind: kind, bareIsIdeal: false) == .infinity
    }
    if missed { return ", but it does not meet an advanced set" }
    if settings.width != selection.settings.width || settings.height != selection.settings.height {
      return ", but farther from 640x480"
    }
    if settings.frameRate != selection.settings.frameRate { return ", but farther from 30 fps" }
    guard case .video(let video) = selection.configuration,
      let format = mode.mode.pixelFormat, format.deliveryCost > video.pixelFormat.deliveryCost
    else { return ", but it comes later" }
    return ", but costlier to deliver than \(video.pixelFormat)"
  }
}

extension CandidateReport.ModeReport {
  /// The mode's own distance.
  fileprivate var words: String {
    if let unmet { return "does not meet \(unmet.rawValue)" }
    if settings == nil { return "has no known size" }
    if fitnessDistance.isInfinite { return "does not meet what is required" }
    return "distance \(fitnessDistance.short)" + nearest
  }

  /// The same for the mode behind the chosen settings.
  fileprivate func words(rank: String) -> String {
    let isMet = unmet == nil && settings != nil && !fitnessDistance.isInfinite
    return words + (isMet ? ", " : " natively, but can be made to; ") + rank
  }

  /// Which size of a range has that distance.
  private var nearest: String {
    guard case .stepwise = mode.size, let width = settings?.width, let height = settings?.height
    else { return "" }
    return " with \(width)x\(height)"
  }

  /// Whether it is the mode behind a selection.
  fileprivate func isSource(of selection: Selection?) -> Bool {
    guard case .video(let video)? = selection?.configuration,
      mode.pixelFormat ?? .yuyv == video.pixelFormat
    else { return false }
    let hasRate: Bool =
      switch (mode.frameRates, video.frameRate) {
      case (.discrete(let rates), let rate?): rates.contains(rate)
      case (.range(let one, let other), let rate?): (min(one, other)...max(one, other)) ~= rate
      case (_, nil): true
      case (.unknown, _): false
      }
    switch mode.size {
    case .discrete(let width, let height):
      return hasRate && width == video.width && height == video.height
    case .stepwise(let width, let height):
      return hasRate && (width.min...width.max) ~= video.width
        && (height.min...height.max) ~= video.height
    }
  }
}
