import UserMediaConstraints
import UserMediaCore

extension MediaTrackSettings {
  /// The chosen settings, corrected to the device's actual configuration: a driver may deliver a
  /// mode other than the requested one, and a device with other tracks may run in a larger one.
  func given(by input: TrackInput) -> MediaTrackSettings {
    switch input {
    case .camera(let source, _, let running): given(by: running).with(source.controls)
    case .microphone(_, _, let running): given(by: running)
    }
  }

  /// Replaces the device's id and group id, if the settings include them.
  mutating func name(_ device: InputDeviceInfo) {
    if deviceId != nil { deviceId = device.deviceId }
    if groupId != nil { groupId = device.groupId }
  }

  /// The settings, with the current values of the camera's controls.
  func with(_ controls: CameraControlSettings) -> MediaTrackSettings {
    var settings = self
    settings.controls = controls
    return settings
  }

  private func given(by running: VideoConfiguration) -> MediaTrackSettings {
    var settings = self
    let width = min(width ?? running.width, running.width)
    let height = min(height ?? running.height, running.height)
    settings.width = width
    settings.height = height
    settings.aspectRatio = Self.aspectRatio(width, height)
    let deviceRate = running.frameRate?.framesPerSecond
    let isDecimated: Bool
    if let deviceRate {
      let rate = min(frameRate ?? deviceRate, deviceRate)
      settings.frameRate = rate
      isDecimated = rate < deviceRate * 0.99
    } else {
      isDecimated = false
    }
    let isNative = width == running.width && height == running.height && !isDecimated
    if cursor != nil { settings.cursor = running.cursor }
    // Even if cropping and scaling are allowed, the picture may be native (4.3.8, "resizeMode").
    settings.resizeMode = isNative ? resizeMode ?? VideoResizeMode.none : .cropAndScale
    return settings
  }

  private func given(by running: AudioConfiguration) -> MediaTrackSettings {
    var settings = self
    settings.sampleRate = running.sampleRate
    settings.channelCount = running.channelCount
    settings.sampleSize = 8 * running.format.bytesPerSample
    settings.latency = running.latency
    let processing = running.processing
    settings.echoCancellation = echoCancellation.map { chosen in
      let isOn = chosen != .boolean(false)
      return isOn == processing.echoCancellation ? chosen : .boolean(processing.echoCancellation)
    }
    settings.autoGainControl = autoGainControl.map { _ in processing.autoGainControl }
    settings.noiseSuppression = noiseSuppression.map { _ in processing.noiseSuppression }
    return settings
  }
}
