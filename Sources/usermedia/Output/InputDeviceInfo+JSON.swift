import UserMedia

extension InputDeviceInfo {
  /// The device as a member of a devices file.
  var json: ConstraintValue {
    let device = deviceDescription
    var members: [(String, ConstraintValue)] = [
      ("deviceId", .string(deviceId)), ("groupId", .string(groupId)),
      ("kind", .string(kind.rawValue)), ("label", .string(label)),
      ("driver", .string(driverName)), ("address", .string(device.address)),
      ("default", .bool(device.isDefault)),
    ]
    if kind == .videoinput {
      if !device.facingModes.isEmpty {
        members.append(("facingMode", .array(device.facingModes.map { .string($0.rawValue) })))
      }
      members.append(("modes", .array(device.videoModes.map(\.json))))
      for control in CameraControl.allCases {
        if let range = device.controls[control] { members.append((control.rawValue, range.json)) }
      }
    } else {
      members.append(("monitor", .bool(device.isMonitor)))
      members += device.audio?.members ?? []
    }
    return .object(.init(members))
  }
}

extension VideoMode {
  fileprivate var json: ConstraintValue {
    var members: [(String, ConstraintValue)] = []
    switch size {
    case .discrete(let width, let height):
      members += [("width", .number(Double(width))), ("height", .number(Double(height)))]
    case .stepwise(let width, let height):
      members += [("width", width.json), ("height", height.json)]
    }
    switch frameRates {
    case .unknown: break
    case .discrete(let rates):
      members.append(("frameRates", .array(rates.map { .number($0.framesPerSecond) })))
    case .range(let min, let max):
      let range: [(String, ConstraintValue)] = [
        ("min", .number(min.framesPerSecond)), ("max", .number(max.framesPerSecond)),
      ]
      members.append(("frameRates", .object(.init(range))))
    }
    if let pixelFormat { members.append(("pixelFormat", .string(pixelFormat.description))) }
    return .object(.init(members))
  }
}

extension VideoMode.SteppedRange {
  fileprivate var json: ConstraintValue {
    [
      "min": .number(Double(min)), "max": .number(Double(max)), "step": .number(Double(step)),
    ]
  }
}

extension CameraControlRange {
  /// A range with its default, or the list of values.
  fileprivate var json: ConstraintValue {
    switch values {
    case .range(let range):
      var members: [(String, ConstraintValue)] = [
        ("min", .number(range.min)), ("max", .number(range.max)), ("step", .number(range.step)),
      ]
      if let defaultValue { members.append(("default", defaultValue.value)) }
      return .object(.init(members))
    case .numbers(let numbers): return .array(numbers.map(ConstraintValue.number))
    case .modes(let modes): return .array(modes.map { .string($0.rawValue) })
    case .booleans(let booleans): return .array(booleans.map(ConstraintValue.bool))
    }
  }
}

extension AudioCapabilities {
  /// The settings of an unconstrained track that differ from a browser's: without them, `select`
  /// and `capture` would choose differently.
  private var defaults: [(String, ConstraintValue)] {
    [("defaultSampleRate", defaultSampleRate), ("defaultChannelCount", defaultChannelCount)]
      .compactMap { name, value in value.map { (name, .number(Double($0))) } }
      + (processesByDefault ? [] : [("processesByDefault", false)])
  }

  fileprivate var members: [(String, ConstraintValue)] {
    func range(_ name: String, _ low: Double?, _ high: Double?) -> [(String, ConstraintValue)] {
      guard let low, let high else { return [] }
      return [(name, ["min": .number(low), "max": .number(high)])]
    }
    func choices(
      _ name: String, _ values: [Bool]?, _ modes: [String] = []
    ) -> [(String, ConstraintValue)] {
      values.map { values in
        [(name, .array(values.map(ConstraintValue.bool) + modes.map(ConstraintValue.string)))]
      } ?? []
    }
    return range(
      "sampleRate", sampleRate.map { Double($0.lowerBound) },
      sampleRate.map { Double($0.upperBound) })
      + range(
        "channelCount", channelCount.map { Double($0.lowerBound) },
        channelCount.map { Double($0.upperBound) })
      + (sampleSizes.map { [("sampleSize", .array($0.map { .number(Double($0)) }))] } ?? [])
      + range("latency", latency?.lowerBound, latency?.upperBound)
      + choices("echoCancellation", echoCancellation, echoCancellationModes.map(\.rawValue))
      + choices("autoGainControl", autoGainControl)
      + choices("noiseSuppression", noiseSuppression) + defaults
  }
}
