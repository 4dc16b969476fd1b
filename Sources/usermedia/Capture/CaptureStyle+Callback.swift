import UserMedia

/// Runs the job with callbacks, through the entry point for the dialect.
func captureWithCallbacks(
  _ job: CaptureJob, _ wish: CaptureWish, _ navigator: Navigator,
  _ done: @escaping @Sendable (Result<Void, any Error>) -> Void
) {
  let success: @Sendable (MediaStream) -> Void = { stream in
    job.begin(stream)
    for track in stream.getVideoTracks() {
      job.keep(track.onVideoFrame(job.videoBuffering, on: track.queue) { job.take($0) })
    }
    for track in stream.getAudioTracks() {
      job.keep(track.onAudioData(job.audioBuffering, on: track.queue) { job.take($0) })
    }
    job.onFinish { result in
      for track in stream.getTracks() { track.stop() }
      done(result)
    }
  }
  switch wish.dialect {
  case .current, .string:
    navigator.getUserMedia(wish.value, success) { done(.failure($0)) }
  case .webkit:
    navigator.webkitGetUserMedia(wish.value, success) { done(.failure($0)) }
  case .moz:
    navigator.mozGetUserMedia(wish.value, success) { done(.failure($0)) }
  }
}
