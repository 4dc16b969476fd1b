import UserMedia

/// Runs the job with async calls and loops.
func captureWithAsync(
  _ job: CaptureJob, _ wish: CaptureWish, _ navigator: Navigator
) async throws {
  let stream = try await wish.stream(from: navigator.mediaDevices)
  job.begin(stream)
  try await withThrowingTaskGroup(of: Void.self) { group in
    defer {
      for track in stream.getTracks() { track.stop() }
    }
    for track in stream.getVideoTracks() {
      // Counting needs no thread other than the capture thread.
      group.addTask(executorPreference: job.writesFrames ? nil : track.captureExecutor) {
        var frames = track.videoFrames(job.videoBuffering).makeAsyncIterator()
        while let frame = await frames.next() { job.take(frame) }
        job.lose(frames.dropped)
      }
    }
    for track in stream.getAudioTracks() {
      group.addTask(executorPreference: job.writesSound ? nil : track.captureExecutor) {
        var sound = track.audioData(job.audioBuffering).makeAsyncIterator()
        while let data = await sound.next() { job.take(data) }
        job.lose(sound.dropped)
      }
    }
    try await job.finished.value
  }
}
