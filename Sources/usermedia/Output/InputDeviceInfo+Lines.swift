import UserMedia

extension InputDeviceInfo {
  /// The device as text: a headline, then its modes or ranges.
  var lines: [String] {
    let device = deviceDescription
    let marks = [
      device.isDefault ? "default" : nil, device.isMonitor ? "monitor" : nil,
      device.facingModes.isEmpty ? nil : device.facingModes.map(\.rawValue).joined(separator: ", "),
    ].compactMap { $0 }
    let kind = kind == .videoinput ? "camera" : "microphone"
    let headline =
      "\(kind)  \(label)" + (marks.isEmpty ? "" : "  (\(marks.joined(separator: "; ")))")
    return [headline, "  id \(deviceId)  group \(groupId)  \(device.address)  \(driverName)"]
      + (kind == "camera"
        ? modeLines(device) + controlLines(device) : device.audio.map(audioLines) ?? [])
  }

  /// Sizes and rates, one line per pixel format and set of rates.
  private func modeLines(_ device: DeviceDescription) -> [String] {
    var groups: [(key: String, rates: String, sizes: [String])] = []
    for mode in device.videoModes {
      let format = mode.pixelFormat?.description ?? "?"
      let rates = mode.frameRates.description
      if let index = groups.firstIndex(where: { $0.key == format && $0.rates == rates }) {
        groups[index].sizes.append(mode.size.description)
      } else {
        groups.append((format, rates, [mode.size.description]))
      }
    }
    return groups.map { "  \($0.key)  \($0.sizes.joined(separator: " "))  at \($0.rates)" }
  }

  private func controlLines(_ device: DeviceDescription) -> [String] {
    let parts = CameraControl.allCases.compactMap { control in
      device.controls[control].map { "\(control.rawValue) \($0.description)" }
    }
    return parts.isEmpty ? [] : ["  " + parts.joined(separator: ", ")]
  }

  private func audioLines(_ audio: AudioCapabilities) -> [String] {
    let parts = [
      audio.sampleRate.map { "\($0.lowerBound)-\($0.upperBound) Hz" },
      audio.channelCount.map { "\($0.lowerBound)-\($0.upperBound) channels" },
      audio.sampleSizes.map { "\($0.map(String.init).joined(separator: ", ")) bits" },
      audio.latency.map { "\($0.lowerBound)-\($0.upperBound) s latency" },
    ].compactMap { $0 }
    return parts.isEmpty ? [] : ["  " + parts.joined(separator: ", ")]
  }
}

extension CameraControlRange {
  /// The possible values as text.
  fileprivate var description: String {
    func text(_ number: Double) -> String { ConstraintValue.number(number).json }
    return switch values {
    case .range(let range): "\(text(range.min))-\(text(range.max))/\(text(range.step))"
    case .numbers(let numbers): numbers.map(text).joined(separator: "|")
    case .modes(let modes): modes.map(\.rawValue).joined(separator: "|")
    case .booleans(let booleans): booleans.map { "\($0)" }.joined(separator: "|")
    }
  }
}

extension VideoMode.FrameSize {
  /// The sizes as text.
  var description: String {
    switch self {
    case .discrete(let width, let height): "\(width)x\(height)"
    case .stepwise(let width, let height):
      "\(width.min)x\(height.min)-\(width.max)x\(height.max)/\(width.step)x\(height.step)"
    }
  }
}

extension VideoMode.FrameRates {
  /// The rates as text.
  var description: String {
    switch self {
    case .unknown: "an unknown rate"
    case .discrete(let rates):
      rates.map(\.framesPerSecond.short).joined(separator: ", ") + " fps"
    case .range(let min, let max):
      "\(min.framesPerSecond.short)-\(max.framesPerSecond.short) fps"
    }
  }
}
