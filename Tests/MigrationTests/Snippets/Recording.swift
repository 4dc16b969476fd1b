import UserMedia

/// The recordings of the guide and of the documentation.
struct RecordingSnippets {
  let stream: MediaStream
  let track: MediaStreamTrack
  let upload: @Sendable (Blob) -> Void
  let send: @Sendable (EncodedVideoChunk) -> Void

  func fromRecordRTC() async throws {
    let recorder = try MediaRecorder(
      stream, .init(mimeType: "video/webm", bitsPerSecond: 1_280_000))
    recorder.ondataavailable = { [upload] event in upload(event.data!) }
    try recorder.start()
    try await Task.sleep(for: .seconds(5))
    recorder.stop()
  }

  func toAFile() async throws {
    let recorder = try MediaRecorder(stream)
    try recorder.record(to: "talk.webm")
    try await Task.sleep(for: .seconds(5))
    try await recorder.finish()
  }

  func asOnTheWeb() throws {
    let recorder = try MediaRecorder(stream, .init(mimeType: "video/webm;codecs=vp9,opus"))
    recorder.ondataavailable = { [upload] event in upload(event.data!) }
    recorder.onstop = { _ in print("done") }
    try recorder.start(timeslice: 1000)
  }

  func forANetwork() async throws {
    let encoder = VideoEncoder(output: { chunk in send(chunk) }, error: { error in print(error) })
    try encoder.configure(.init(codec: "vp8", width: 1280, height: 720, latencyMode: .realtime))
    for await frame in track.videoFrames() { try encoder.encode(frame) }
  }
}
