import UserMediaCore

extension MediaTrackCapabilities {
  /// The capabilities of a device, as `getCapabilities` returns them (Media Capture and Streams,
  /// 4.3.8); a member that the driver does not report is `nil`.
  ///
  /// Widths and heights begin at 1 and rates at 0, because every mode can be cropped, scaled and
  /// decimated.
  public init(of device: CandidateDevice) {
    self.init()
    deviceId = device.deviceId
    groupId = device.groupId
    if let display = device.description.display {
      add(display, device.description)
    } else if device.description.kind == .videoinput {
      add(device.description)
    } else if let audio = device.description.audio {
      add(audio)
    }
  }
}

extension MediaTrackCapabilities {
  fileprivate mutating func add(_ camera: DeviceDescription) {
    controls = camera.controls
    if !camera.facingModes.isEmpty { facingMode = camera.facingModes }
    resizeMode = VideoResizeMode.allCases
    let sizes = camera.videoModes.map(\.size.greatest).filter { $0.width > 0 && $0.height > 0 }
    if let widest = sizes.map(\.width).max(), let highest = sizes.map(\.height).max() {
      width = 1...widest
      height = 1...highest
      aspectRatio =
        MediaTrackSettings.aspectRatio(1, highest)...MediaTrackSettings.aspectRatio(widest, 1)
    }
    if let fastest = camera.videoModes.compactMap(\.frameRates.greatest).max() {
      frameRate = 0...fastest.framesPerSecond
    }
  }

  /// A display is scaled as a whole, so its smallest picture is one pixel high or wide
  /// (Screen Capture, 5.4).
  fileprivate mutating func add(_ display: DisplaySurface, _ surface: DeviceDescription) {
    displaySurface = display.type
    logicalSurface = display.isLogical
    cursor = display.cursor
    resizeMode = VideoResizeMode.allCases
    guard let mode = surface.videoModes.first else { return }
    let size = mode.size.greatest
    let ratio = MediaTrackSettings.aspectRatio(size.width, size.height)
    width = max(1, Int(ratio.rounded()))...size.width
    height = max(1, Int((1 / ratio).rounded()))...size.height
    aspectRatio = ratio...ratio
    if let fastest = mode.frameRates.greatest {
      frameRate = mode.frameRates.slowest...fastest.framesPerSecond
    }
  }

  fileprivate mutating func add(_ audio: AudioCapabilities) {
    sampleRate = audio.sampleRate ?? audio.defaultSampleRate.map { $0...$0 }
    channelCount = audio.channelCount ?? audio.defaultChannelCount.map { $0...$0 }
    if let least = audio.sampleSizes?.min(), let most = audio.sampleSizes?.max() {
      sampleSize = least...most
    }
    latency = audio.latency
    echoCancellation = audio.echoCancellation.map { choices in
      choices.map { .boolean($0) } + audio.echoCancellationModes.map { .string($0.rawValue) }
    }
    autoGainControl = audio.autoGainControl
    noiseSuppression = audio.noiseSuppression
  }
}

extension VideoMode.FrameSize {
  /// The largest width and height of the mode.
  var greatest: (width: Int, height: Int) {
    switch self {
    case .discrete(let width, let height): (width, height)
    case .stepwise(let width, let height): (width.max, height.max)
    }
  }
}

extension VideoMode.FrameRates {
  /// The lowest rate in frames a second, among the native rates.
  var slowest: Double {
    switch self {
    case .unknown: 0
    case .discrete(let rates): rates.min()?.framesPerSecond ?? 0
    case .range(let min, let max): Swift.min(min, max).framesPerSecond
    }
  }

  /// The highest rate; `nil` if no rate is known.
  var greatest: FrameRate? {
    switch self {
    case .unknown: nil
    case .discrete(let rates): rates.max()
    case .range(let min, let max): Swift.max(min, max)
    }
  }
}
