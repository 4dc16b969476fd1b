import UserMediaCore

/// The frames of a camera. Late frames are dropped, as a real camera does.
final class CameraFeed: Feed {
  private let source: any PictureSource
  private let videoSink: any VideoSink
  private let duration: Int64

  init(_ source: any PictureSource, rate: FrameRate, sink: any VideoSink) {
    self.source = source
    videoSink = sink
    duration = rate.frameDuration
  }

  var sink: any CaptureSink { videoSink }
  let longestQueue: Int64 = 0
  let lossReason = DropReason.sequenceGap

  func piece(_ number: Int64, _ pace: Pace) throws(CaptureError) -> SinkCall {
    let picture = try source.frame(
      UInt64(number), timestamp: pace.timestamp(number), duration: duration,
      elapsed: Int64(clamping: pace.elapsed(number, perSecond: 1_000_000)))
    return switch picture {
    case .frame(let frame): .frame(frame, to: videoSink)
    case .dropped(let reason): .dropped(reason, 1)
    }
  }
}
