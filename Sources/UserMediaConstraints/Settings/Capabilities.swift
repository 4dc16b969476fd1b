import UserMediaCore

/// What a device can do, as a track's `getCapabilities` says it (Media Capture and Streams, 4.3.8);
/// a member that the driver does not tell is `nil`.
///
/// Widths and heights begin at 1 and rates at 0, since every mode can be cropped, scaled and
/// decimated.
public func capabilities(of device: CandidateDevice) -> MediaTrackCapabilities {
  var capabilities = MediaTrackCapabilities()
  capabilities.deviceId = device.deviceId
  capabilities.groupId = device.groupId
  if device.description.kind == .videoinput {
    capabilities.add(device.description)
  } else if let audio = device.description.audio {
    capabilities.add(audio)
  }
  return capabilities
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

  fileprivate mutating func add(_ audio: AudioCapabilities) {
    sampleRate = audio.sampleRate ?? audio.defaultSampleRate.map { $0...$0 }
    channelCount = audio.channelCount ?? audio.defaultChannelCount.map { $0...$0 }
    if let least = audio.sampleSizes?.min(), let most = audio.sampleSizes?.max() {
      sampleSize = least...most
    }
    latency = audio.latency
    echoCancellation = audio.echoCancellation.map { $0.map { .boolean($0) } }
    autoGainControl = audio.autoGainControl
    noiseSuppression = audio.noiseSuppression
  }
}

extension VideoMode.FrameSize {
  /// The widest and highest size of the mode.
  var greatest: (width: Int, height: Int) {
    switch self {
    case .discrete(let width, let height): (width, height)
    case .stepwise(let width, let height): (width.max, height.max)
    }
  }
}

extension VideoMode.FrameRates {
  /// The highest rate; `nil` when no rate is known.
  var greatest: FrameRate? {
    switch self {
    case .unknown: nil
    case .discrete(let rates): rates.max()
    case .range(let min, let max): Swift.max(min, max)
    }
  }
}
