import UserMedia

extension Explanation {
  /// The answer, then every device with its modes.
  var lines: [String] {
    [request, answer, ""]
      + reports.flatMap { deviceLines($0) + [""] }
      + excluded.flatMap { ["\(name(of: $0.device)): excluded: \($0.reason)", ""] }
  }

  private var isVideo: Bool { kind == .videoinput }

  private var request: String {
    let entries = constraints.basic.entries
    let wishes = entries.filter { $0.property.applies(to: kind) }.words(bareIsIdeal: true)
    let foreign = entries.filter { !$0.property.applies(to: kind) }.map(\.property.rawValue)
    let advanced = constraints.advanced?.count ?? 0
    return (isVideo ? "Camera requested" : "Microphone requested")
      + (wishes.isEmpty ? "." : ": \(wishes).")
      + (advanced == 0 ? "" : " Advanced sets, tried in order: \(advanced).")
      + (foreign.isEmpty
        ? ""
        : " Ignored, because they do not apply to a \(isVideo ? "camera" : "microphone"): "
          + foreign.joined(separator: ", ") + ".")
  }

  private var answer: String {
    if let chosen, let selection = chosen.selection {
      "Chosen: \(name(of: chosen)), \(words(of: selection))."
    } else {
      (isVideo ? "No camera: " : "No microphone: ")
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
    switch candidates[report.deviceIndex].description.fieldOrder {
    case .progressive: break
    case .interlaced:
      lines.append("  warning: its pictures are interlaced; moving edges look combed")
    case .sequential: lines.append("  warning: its pictures hold two fields, one above the other")
    case .singleField: lines.append("  warning: its pictures are single fields, of half the height")
    }
    if let selection = report.selection {
      lines.append("  best: \(words(of: selection))")
      lines.append("  distance \(selection.fitnessDistance.short)" + sum(of: report))
      for (index, isMet) in report.advancedMet.enumerated() {
        let wish = constraints.advanced?[index].entries.words(bareIsIdeal: false) ?? ""
        lines.append("  advanced set \(index + 1): \(isMet ? "met" : "not met") (\(wish))")
      }
    }
    return lines + modeLines(report)
  }

  /// The settings, and the native mode behind them.
  private func words(of selection: Selection) -> String {
    switch selection.configuration {
    case .audio(let mode):
      return "\(mode.sampleRate) Hz, \(mode.channelCount) channel"
        + (mode.channelCount == 1 ? "" : "s")
    case .video(let mode):
      let settings = selection.settings
      guard let width = settings.width, let height = settings.height else {
        return "an unknown size"
      }
      let isFormatKnown = candidates[selection.deviceIndex].description.videoModes
        .contains { $0.pixelFormat == mode.pixelFormat }
      let format = isFormatKnown ? mode.pixelFormat.description : "an unknown format"
      let track = "\(width)x\(height)" + (settings.frameRate.map { " at \($0.short) fps" } ?? "")
      let isCut = width != mode.width || height != mode.height
      let isThinned =
        settings.frameRate.map { $0 < (mode.frameRate?.framesPerSecond ?? 0) } ?? false
      if !isCut && !isThinned { return "\(track) in \(format)" }
      let native =
        "\(mode.width)x\(mode.height)"
        + (mode.frameRate.map { " at \($0.framesPerSecond.short) fps" } ?? "")
      return track + (isCut ? ", cropped or scaled" : "") + (isThinned ? ", decimated" : "")
        + ", from \(native) in \(format)"
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

extension [MediaTrackConstraintSet.Entry] {
  /// The constraints in words.
  fileprivate func words(bareIsIdeal: Bool) -> String {
    map { $0.words(bareIsIdeal: bareIsIdeal) }.joined(separator: "; ")
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
  /// The number with at most three decimals.
  var short: String { isInfinite ? "infinite" : rounded(toPlaces: 3).ecmaScript }
}
