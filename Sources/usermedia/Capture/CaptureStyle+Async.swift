import UserMedia

/// The job by async calls and loops.
func captureWithAsync(
  _ job: CaptureJob, _ wish: CaptureWish, _ navigator: Navigator
) async throws {
  let stream = try await navigator.mediaDevices.getUserMedia(wish.current())
  job.begin(stream)
  try await withThrowingTaskGroup(of: Void.self) { group in
    defer {
      for track in stream.getTracks() { track.stop() }
    }
    for track in stream.getVideoTracks() {
      group.addTask {
        for await frame in track.videoFrames(.newest(8)) { job.take(frame) }
      }
    }
    for track in stream.getAudioTracks() {
      group.addTask {
        for await data in track.audioData(.newest(50)) { job.take(data) }
      }
    }
    try await job.finished.value
  }
}
