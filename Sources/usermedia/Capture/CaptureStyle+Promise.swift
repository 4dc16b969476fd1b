import UserMedia

/// Runs the job with promises.
func captureWithPromises(
  _ job: CaptureJob, _ wish: CaptureWish, _ navigator: Navigator
) -> Promise<Void> {
  let asked = Promise { () -> Promise<MediaStream> in
    try wish.stream(from: navigator.mediaDevices)
  }
  return asked.then { $0 }.then { stream in
    job.begin(stream)
    for track in stream.getVideoTracks() {
      job.keep(track.onVideoFrame(job.videoBuffering, on: track.queue) { job.take($0) })
    }
    for track in stream.getAudioTracks() {
      job.keep(track.onAudioData(job.audioBuffering, on: track.queue) { job.take($0) })
    }
    return job.finished.finally {
      for track in stream.getTracks() { track.stop() }
    }
  }
}
