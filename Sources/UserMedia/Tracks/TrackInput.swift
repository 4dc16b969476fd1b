import UserMediaCore

/// Where a track's data comes from: a source, the port through which it feeds the track, and the
/// device's configuration.
enum TrackInput: Sendable {
  case camera(CameraSource, TrackPort<VideoFrame>, VideoConfiguration)
  case microphone(MicrophoneSource, TrackPort<AudioData>, AudioConfiguration)

  var kind: MediaStreamTrack.Kind {
    switch self {
    case .camera: .video
    case .microphone: .audio
    }
  }

  var isMuted: Bool {
    switch self {
    case .camera(let source, _, _): source.isMuted
    case .microphone(let source, _, _): source.isMuted
    }
  }

  /// The microphone that the source was moved to; `nil` if it was not moved.
  var device: DeviceDescription? {
    if case .microphone(let source, _, _) = self { source.device } else { nil }
  }

  func onEvent(_ handler: @escaping @Sendable (SourceEvent) -> Void) {
    switch self {
    case .camera(_, let port, _): port.onEvent(handler)
    case .microphone(_, let port, _): port.onEvent(handler)
    }
  }

  /// Detaches the track from its source.
  func detach() {
    switch self {
    case .camera(let source, let port, _): source.detach(port)
    case .microphone(let source, let port, _): source.detach(port)
    }
  }

  /// Lets the source check whether it still needs its device.
  func reconsider() {
    switch self {
    case .camera(let source, _, _): source.reconsider()
    case .microphone(let source, _, _): source.reconsider()
    }
  }

  /// Tells the source whether the track's data is used; call ``reconsider()`` afterwards.
  func setEnabled(_ isEnabled: Bool) {
    switch self {
    case .camera(let source, let port, _): source.setEnabled(isEnabled, port)
    case .microphone(let source, let port, _): source.setEnabled(isEnabled, port)
    }
  }

  /// Detaches the track from its source, if `next` has a different one.
  /// - Returns: whether it has.
  func leave(for next: TrackInput) -> Bool {
    guard case .microphone(let source, let port, _) = self,
      case .microphone(let other, _, _) = next, other !== source
    else { return false }
    source.forget(port)
    return true
  }

  /// The same source with a new port, and whether it feeds that port. If it does not, or the track
  /// has ended, the port is finished.
  func shared(isLive: Bool) -> (input: TrackInput, isLive: Bool) {
    switch self {
    case .camera(let source, let original, let running):
      let port = TrackPort<VideoFrame>()
      let isLive = isLive && source.share(port, like: original)
      if !isLive { port.finish() }
      return (.camera(source, port, running), isLive)
    case .microphone(let source, let original, let running):
      let port = TrackPort.audio()
      let isLive = isLive && source.share(port, like: original)
      if !isLive { port.finish() }
      return (.microphone(source, port, running), isLive)
    }
  }

  /// The same input with the device's current configuration.
  var current: TrackInput {
    switch self {
    case .camera(let source, let port, let running):
      .camera(source, port, source.running ?? running)
    case .microphone(let source, let port, let running):
      .microphone(source, port, source.running ?? running)
    }
  }

  /// The counts of the track's data.
  var counts: TrackCounts {
    switch self {
    case .camera(_, let port, _): port.counts
    case .microphone(_, let port, _): port.counts
    }
  }
}
