import UserMediaCore

/// Runs `SelectSettings` on one device at a time (Media Capture and Streams, 6.1.2).
struct DeviceSearch {
  /// The basic set: requirements and preferences.
  let basic: DemandSet
  /// The advanced sets, in order.
  let advanced: [DemandSet]
  private let basicLimits: PerNumber<NumberLimits>
  private var video: VideoSearch
  private var audio: AudioSearch
  private let constraints: MediaTrackConstraints

  /// The best settings of one device.
  struct Outcome {
    var settings: MediaTrackSettings
    var configuration: Selection.Configuration
    var distance: Double
    /// Which advanced sets are met.
    var advancedMet: [Bool]
    /// The aspect ratio's part of a camera's distance, which depends on more than the settings; see
    /// ``RatioPreference``.
    var ratioDistance: Double?
    /// How far the constrained settings are from those of the native mode they are made from.
    var adaptation = 0.0
    /// Breaks ties between settings at the same distance.
    var preference: (Int, Double, Double, Int)
  }

  init(_ constraints: MediaTrackConstraints, kind: MediaDeviceKind) {
    basic = DemandSet(constraints.basic, kind: kind, bareIsIdeal: true)
    advanced = (constraints.advanced ?? []).map { DemandSet($0, kind: kind, bareIsIdeal: false) }
    basicLimits = basic.limits
    video = VideoSearch(demands: basic)
    audio = AudioSearch(demands: basic)
    self.constraints = constraints
  }

  /// The best settings of a device; `nil` if it cannot meet the requirements.
  mutating func best(of device: CandidateDevice) -> Outcome? {
    if let surface = device.description.display {
      return DisplaySearch(constraints).best(of: device, surface)
    }
    guard !basic.isImpossible, var choices = SettingChoices(device).narrowed(by: basic),
      var controls = ControlChoices(device.description.controls).narrowed(by: basic)
    else { return nil }
    let isCamera = device.description.kind == .videoinput
    if isCamera {
      video.begin(device.description)
    } else {
      audio.begin(device.description.audio ?? AudioCapabilities())
    }
    // Steps 2 and 3 of SelectSettings.
    var limits = basicLimits
    guard isPossible(isCamera, limits, choices) else { return nil }
    // Step 4: each advanced set narrows the candidates, or is skipped if none would be left.
    let advancedMet = advanced.map { set in
      guard !set.isImpossible, let fewerChoices = choices.narrowed(by: set),
        let fewerControls = controls.narrowed(by: set)
      else { return false }
      let narrower = limits.narrowed(by: set.numbers)
      guard isPossible(isCamera, narrower, fewerChoices) else { return false }
      (limits, choices, controls) = (narrower, fewerChoices, fewerControls)
      return true
    }
    // Steps 5 and 6.
    var outcome = isCamera ? bestVideo(limits, choices) : bestAudio(limits)
    outcome?.advancedMet = advancedMet
    outcome?.add(choices, demands: basic)
    outcome?.add(controls.best(for: basic))
    return outcome
  }

  private mutating func isPossible(
    _ isCamera: Bool, _ limits: PerNumber<NumberLimits>, _ choices: SettingChoices
  ) -> Bool {
    isCamera
      ? video.isPossible(within: limits, resizeModes: choices[.resizeMode])
      : audio.isPossible(within: limits)
  }

  private mutating func bestVideo(
    _ limits: PerNumber<NumberLimits>, _ choices: SettingChoices
  ) -> Outcome? {
    video.best(within: limits, resizeModes: choices[.resizeMode]).map { best in
      var settings = MediaTrackSettings()
      if let size = best.size {
        settings.width = size.width
        settings.height = size.height
        settings.aspectRatio = MediaTrackSettings.aspectRatio(size.width, size.height)
      }
      settings.frameRate = best.rate
      settings.resizeMode = best.resizeMode
      return Outcome(
        settings: settings, configuration: .video(best.configuration), distance: best.distance,
        advancedMet: [], ratioDistance: best.size?.ratioDistance,
        adaptation: best.adaptation(within: limits, basic.numbers), preference: best.preference)
    }
  }

  private func bestAudio(_ limits: PerNumber<NumberLimits>) -> Outcome {
    let best = audio.best(within: limits)
    return Outcome(
      settings: best.settings, configuration: .audio(best.configuration),
      distance: best.distance, advancedMet: [], preference: (0, 0, 0, 0))
  }
}

extension DeviceSearch.Outcome {
  /// Adds the string and boolean settings and their distances from the ideals.
  fileprivate mutating func add(_ choices: SettingChoices, demands: DemandSet) {
    distance += demands.absentDistance
    // VideoSearch has already chosen `resizeMode`.
    for (property, _) in choices.values where property != .resizeMode {
      let best = choices.best(of: property, for: demands)
      distance += best.distance
      settings.set(property, to: best.value)
    }
    if case .audio(var audio) = configuration {
      audio.processing = settings.processing
      configuration = .audio(audio)
    }
  }
}

extension DeviceSearch.Outcome {
  /// Adds the settings of a camera's controls and their distance from the ideals.
  fileprivate mutating func add(_ best: (settings: CameraControlSettings, distance: Double)) {
    if !best.settings.isEmpty { settings.controls = best.settings }
    distance += best.distance
  }
}

extension MediaTrackSettings {
  /// The processing that the settings request from the driver.
  fileprivate var processing: AudioProcessing {
    AudioProcessing(
      echoCancellation: echoCancellation.map { $0 != .boolean(false) } ?? false,
      autoGainControl: autoGainControl == true, noiseSuppression: noiseSuppression == true)
  }

  fileprivate mutating func set(_ property: ConstrainableProperty, to value: BooleanOrDOMString?) {
    switch (property, value) {
    case (.deviceId, .string(let id)): deviceId = id
    case (.groupId, .string(let id)): groupId = id
    case (.facingMode, .string(let mode)): facingMode = VideoFacingMode(rawValue: mode)
    case (.echoCancellation, let value): echoCancellation = value
    case (.autoGainControl, .boolean(let value)): autoGainControl = value
    case (.noiseSuppression, .boolean(let value)): noiseSuppression = value
    default: break
    }
  }
}
