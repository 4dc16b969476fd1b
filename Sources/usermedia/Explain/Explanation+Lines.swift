import UserMedia

extension Explanation {
  /// The answer, then every device with its modes.
  var lines: [String] {
    [request, answer, ""]
      + reports.flatMap { deviceLines($0) + [""] }
      + excluded.flatMap { ["\(name(of: $0.device)): passed over: \($0.reason)", ""] }
  }

  private var isVideo: Bool { kind == .videoinput }

  private var request: String {
    let wishes = constraints.basic.words(bareIsIdeal: true)
    let advanced = constraints.advanced?.count ?? 0
    return (isVideo ? "A camera is asked for" : "A microphone is asked for")
      + (wishes.isEmpty ? "." : ": \(wishes).")
      + (advanced == 0 ? "" : " Then, if it can be had: \(advanced) advanced sets.")
  }

  private var answer: String {
    if let chosen, let selection = chosen.selection {
      "It is \(name(of: chosen)): \(words(of: selection))."
    } else {
      (isVideo ? "No camera is given: " : "No microphone is given: ")
        + (failure.map { describe($0) } ?? "no device can be used")
    }
  }

  func name(of report: CandidateReport) -> String { name(of: candidates[report.deviceIndex]) }

  private func name(of device: CandidateDevice) -> String {
    device.description.label.isEmpty
      ? (isVideo ? "camera " : "microphone ") + device.deviceId.quoted
      : device.description.label.quoted
  }

  private func deviceLines(_ report: CandidateReport) -> [String] {
    var lines = ["\(name(of: report)): \(verdict(on: report))"]
    if let selection = report.selection {
      lines.append("  best: \(words(of: selection))")
      lines.append("  distance \(selection.fitnessDistance.short)" + sum(of: report))
      for (index, isMet) in report.advancedMet.enumerated() {
        let wish = constraints.advanced?[index].words(bareIsIdeal: false) ?? ""
        lines.append("  advanced set \(index + 1): \(isMet ? "met" : "not met") (\(wish))")
      }
    }
    return lines + report.modes.map { "  mode \($0.words)" }
  }

  /// The settings, and the mode behind them.
  private func words(of selection: Selection) -> String {
    switch selection.configuration {
    case .audio(let mode):
      return "\(mode.sampleRate) Hz, \(mode.channelCount) channel"
        + (mode.channelCount == 1 ? "" : "s")
    case .video(let mode):
      let settings = selection.settings
      guard let width = settings.width, let height = settings.height else {
        return "a size that it does not tell"
      }
      let isFormatKnown = candidates[selection.deviceIndex].description.videoModes
        .contains { $0.pixelFormat == mode.pixelFormat }
      let format = isFormatKnown ? mode.pixelFormat.description : "a format that it does not tell"
      let track = "\(width)x\(height)" + (settings.frameRate.map { " at \($0.short) fps" } ?? "")
      if settings.resizeMode != .cropAndScale { return "\(track) in \(format)" }
      let native = "\(mode.width)x\(mode.height)" + (mode.frameRate.map { " at \($0) fps" } ?? "")
      return "\(track), cut, scaled or thinned from \(native) in \(format)"
    }
  }

  private func sum(of report: CandidateReport) -> String {
    let settings = report.selection?.settings
    let parts = report.distances.map { part in
      let value = settings?[part.property].map { " (\($0.text))" } ?? " (unknown)"
      return "\(part.property.rawValue) \(part.distance.short)\(value)"
    }
    return parts.isEmpty ? "" : " = " + parts.joined(separator: " + ")
  }
}

extension MediaTrackConstraintSet {
  /// What is asked for, for a person.
  fileprivate func words(bareIsIdeal: Bool) -> String {
    entries.map { $0.words(bareIsIdeal: bareIsIdeal) }.joined(separator: "; ")
  }
}

extension CandidateReport.ModeReport {
  /// The mode and how far it is by itself.
  fileprivate var words: String {
    let format = mode.pixelFormat?.description ?? "?"
    let verdict =
      if let unmet {
        "does not meet \(unmet.rawValue)"
      } else if settings == nil {
        "has no known size"
      } else if fitnessDistance.isInfinite {
        "does not meet what is required"
      } else {
        "distance \(fitnessDistance.short)" + nearest
      }
    return "\(format) \(mode.size.description) at \(mode.frameRates.description): \(verdict)"
  }

  /// Which of many sizes it is that is so far.
  private var nearest: String {
    guard case .stepwise = mode.size, let width = settings?.width, let height = settings?.height
    else { return "" }
    return " with \(width)x\(height)"
  }
}

extension MediaTrackSettings.Value {
  fileprivate var text: String {
    switch self {
    case .number(let number): number.short
    case .choice(.boolean(let value)): String(value)
    case .choice(.string(let value)): value.quoted
    }
  }
}

extension Double {
  /// With three decimals at most.
  var short: String { isInfinite ? "infinite" : rounded(toPlaces: 3).ecmaScript }
}
