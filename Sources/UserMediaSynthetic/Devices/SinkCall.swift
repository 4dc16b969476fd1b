import UserMediaCore

/// A call to a device's sink that has yet to be made.
enum SinkCall: Sendable {
  case frame(VideoFrame, to: any VideoSink)
  case sound(AudioData, to: any AudioSink)
  case dropped(DropReason, Int)
  case muted(Bool)
  case ended(CaptureError)

  func make(to sink: any CaptureSink) {
    switch self {
    case .frame(let frame, let sink): sink.capture(frame)
    case .sound(let data, let sink): sink.capture(data)
    case .dropped(let reason, let count): sink.captureDropped(reason, count: count)
    case .muted(let muted): sink.captureMuted(muted)
    case .ended(let error): sink.captureEnded(error)
    }
  }
}
