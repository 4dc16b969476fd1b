import UserMediaCore

/// Where a track's data comes from: a source, the port at which it feeds the track, and how the
/// device runs for it.
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

  func onEvent(_ handler: @escaping @Sendable (SourceEvent) -> Void) {
    switch self {
    case .camera(_, let port, _): port.onEvent(handler)
    case .microphone(_, let port, _): port.onEvent(handler)
    }
  }

  /// Takes the track off its source.
  func detach() {
    switch self {
    case .camera(let source, let port, _): source.detach(port)
    case .microphone(let source, let port, _): source.detach(port)
    }
  }

  /// The same source at a port of its own; of an ended track, a port that is finished.
  func shared(isLive: Bool) -> TrackInput {
    switch self {
    case .camera(let source, let original, let running):
      let port = TrackPort<VideoFrame>()
      isLive ? source.share(port, like: original) : port.finish()
      return .camera(source, port, running)
    case .microphone(let source, let original, let running):
      let port = TrackPort<AudioData>()
      isLive ? source.share(port, like: original) : port.finish()
      return .microphone(source, port, running)
    }
  }

  /// Pieces of data that consumers got, or would have got.
  var delivered: Int {
    switch self {
    case .camera(_, let port, _): port.delivered
    case .microphone(_, let port, _): port.delivered
    }
  }

  /// Pieces of data that were left out to hold the track's rate.
  var discarded: Int {
    switch self {
    case .camera(_, let port, _): port.discarded
    case .microphone(_, let port, _): port.discarded
    }
  }

  /// Pieces of data of the device that nobody saw, by reason.
  var dropped: [DropReason: Int] {
    switch self {
    case .camera(let source, _, _): source.dropped
    case .microphone(let source, _, _): source.dropped
    }
  }
}
