import UserMediaCore

/// An open synthetic microphone.
final class SyntheticMicrophoneSession: MicrophoneSession {
  private let slot: DeviceSlot
  private let session: Int
  private let pacemaker: Pacemaker
  private let sink: any AudioSink

  init(_ slot: DeviceSlot, session: Int, _ pacemaker: Pacemaker, _ sink: any AudioSink) {
    self.slot = slot
    self.session = session
    self.pacemaker = pacemaker
    self.sink = sink
  }

  deinit {
    slot.drop(session, pacemaker)
  }

  func start(
    _ configuration: AudioConfiguration
  ) async throws(CaptureError) -> AudioConfiguration {
    let given = configuration.given(by: slot.device.description.audio ?? AudioCapabilities())
    // A whole number of samples, whatever the latency.
    let samples = max(1, Int((given.latency * Double(given.sampleRate)).rounded()))
    let source = try source(given)
    let feed = MicrophoneFeed(source, given, samplesPerPiece: samples, sink: sink)
    let pace = Pace(
      start: pacemaker.now, numerator: Int64(given.sampleRate),
      denominator: Int64(samples))
    try await slot.start(DeviceRun(feed, pace, first: 1), session, pacemaker)
    return given
  }

  private func source(_ given: AudioConfiguration) throws(CaptureError) -> sending any SoundSource {
    switch slot.device.content {
    case .tone(let frequency): return ToneSource(frequency: frequency, given)
    case .wav(let path): return try WAVSource(path: path, format: given.format)
    case .pattern, .y4m, .mjpeg:
      throw CaptureError(.unsupported, device: slot.address, "the device is a camera")
    }
  }

  func stop() async {
    await slot.stop(session, pacemaker)
  }

  func close() async {
    await slot.close(session, pacemaker)
  }
}
