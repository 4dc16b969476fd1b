import UserMedia

extension InputDeviceInfo {
  /// The device as text: a headline, where it is, and its modes or ranges.
  func lines(allModes: Bool) -> [String] {
    let device = deviceDescription
    let marks = [
      device.isDefault ? "default" : nil, device.isMonitor ? "monitor" : nil,
      device.facingModes.isEmpty ? nil : device.facingModes.map(\.rawValue).joined(separator: ", "),
    ].compactMap { $0 }
    let isCamera = kind == .videoinput
    let headline =
      "\(isCamera ? "camera" : "microphone")  \(label)"
      + (marks.isEmpty ? "" : "  (\(marks.joined(separator: "; ")))")
    let modes = allModes ? device.videoModes.allLines : device.videoModes.summaryLines
    return [headline, "  \(device.address) (\(driverName))", "  id \(deviceId)  group \(groupId)"]
      + (isCamera
        ? modes.map { "  " + $0 } + controlLines(device) : device.audio.map(audioLines) ?? [])
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
