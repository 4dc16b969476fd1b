import UserMedia

// The snippets of the documentation's articles, verbatim apart from imports. Compiled, not run: what
// they show is tested elsewhere.

private func use(_ stream: MediaStream) {}
private func count(_ frame: VideoFrame) {}

private func gettingStarted() async throws {
  let stream: MediaStream = try await navigator.mediaDevices.getUserMedia(
    .init(audio: true, video: .init(width: 1280, height: .init(min: 720))))
  use(stream)
}

private func syntheticDevices() {
  let navigator = Navigator(devices: .synthetic)
  withExtendedLifetime(navigator) {}
}

private func failures() async throws {
  do {
    let stream = try await navigator.mediaDevices.getUserMedia(
      .init(video: .init(width: .init(min: 100_000))))
    use(stream)
  } catch let error as OverconstrainedError {
    print("no camera does \(error.constraint)")
  } catch let error as DOMException {
    print(error.name, error.message, error.cause?.description ?? "")
  }
}

private func planes(of track: MediaStreamTrack) async throws {
  for await frame in track.videoFrames() {
    frame.withPlane(0) { bytes in print(bytes.byteCount, frame.layout.planes[0].stride) }
  }
}

private func conversion(of frame: VideoFrame) throws {
  let picture = try frame.converted(to: .i420)
  _ = picture
}

private func executor(of track: MediaStreamTrack) {
  let task = Task(executorPreference: track.captureExecutor) {
    for await frame in track.videoFrames() { count(frame) }
  }
  task.cancel()
}

private func samples(of track: MediaStreamTrack) async {
  for await data in track.audioData() {
    print(data.numberOfFrames, data.sampleRate, data.numberOfChannels)
  }
}

private func levels(of track: MediaStreamTrack) {
  let meter = LevelMeter(track)
  for level in meter.read() { print(level.peakDBFS, level.rmsDBFS) }
}

private func file(of track: MediaStreamTrack, path: String) async throws {
  var writer = try WAVWriter(path: path)
  for await data in track.audioData(.lossless(upToByteCount: 16 << 20)) {
    try writer.write(data)
  }
  try writer.finish()
}
