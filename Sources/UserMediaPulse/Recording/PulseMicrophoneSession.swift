import Dispatch
import Synchronization
import UserMediaCore

/// A source that is open.
final class PulseMicrophoneSession: MicrophoneSession {
  private let source: String
  private let connection: PulseConnection
  private let state: Mutex<State>

  private struct State {
    var sink: (any AudioSink)?
    var stream: RecordStream?
  }

  init(_ source: String, sink: any AudioSink, _ connection: PulseConnection) {
    self.source = source
    self.connection = connection
    state = Mutex(State(sink: sink))
  }

  deinit {
    // Elsewhere, because closing waits for a callback that runs, and that one may wait for what the
    // dropper of the session holds.
    guard let stream = state.withLock({ $0.stream }) else { return }
    DispatchQueue.global().async { [connection] in connection.context.locked { stream.close() } }
  }

  func start(_ configuration: AudioConfiguration) async throws(CaptureError) -> AudioConfiguration {
    let (spec, fragmentSize) = try configuration.pulseAudio(device: source)
    await stop()
    guard let sink = state.withLock({ $0.sink }) else {
      throw CaptureError(.aborted, device: source, "the session is closed")
    }
    let context = connection.context
    try await context.connect()
    let stream = RecordStream(source: source, format: configuration.format, sink: sink)
    state.withLock { $0.stream = stream }
    do {
      // A source may have to wake up; a Bluetooth one even changes its profile.
      try await context.wait(
        PulseWait(), for: "pa_stream_connect_record", device: source, patience: 3
      ) { wait in
        stream.start(spec, fragmentSize: fragmentSize, on: context, wait)
      }
    } catch {
      await stop()
      throw error
    }
    return context.locked { stream.configuration }
  }

  func stop() async {
    let stream = state.withLock { state in
      defer { state.stream = nil }
      return state.stream
    }
    if let stream { connection.context.locked { stream.close() } }
  }

  func close() async {
    await stop()
    state.withLock { $0.sink = nil }
  }
}
