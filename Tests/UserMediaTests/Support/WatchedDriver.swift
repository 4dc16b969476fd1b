import UserMedia

/// Wraps the synthetic driver and records its calls.
final class WatchedDriver: CameraDriver, MicrophoneDriver {
  let synthetic: SyntheticDriver
  /// `open`, `start WIDTHxHEIGHT` or `start RATE`, and `close`, as they happen.
  let calls: AsyncStream<String>
  private let record: AsyncStream<String>.Continuation

  init(devices: [SyntheticDevice] = SyntheticDevice.defaults) {
    synthetic = SyntheticDriver(devices: devices)
    (calls, record) = AsyncStream.makeStream()
  }

  var name: String { synthetic.name }

  func devices() async -> [DeviceDescription] { await synthetic.devices() }

  func openCamera(
    _ device: DeviceDescription, sink: any VideoSink
  ) async throws(CaptureError) -> any CameraSession {
    record.yield("open")
    return Camera(session: try await synthetic.openCamera(device, sink: sink), record: record)
  }

  func openMicrophone(
    _ device: DeviceDescription, sink: any AudioSink
  ) async throws(CaptureError) -> any MicrophoneSession {
    record.yield("open")
    return Microphone(
      session: try await synthetic.openMicrophone(device, sink: sink), record: record)
  }

  private final class Camera: CameraSession {
    let session: any CameraSession
    let record: AsyncStream<String>.Continuation

    init(session: any CameraSession, record: AsyncStream<String>.Continuation) {
      self.session = session
      self.record = record
    }

    func start(_ wanted: VideoConfiguration) async throws(CaptureError) -> VideoConfiguration {
      record.yield("start \(wanted.width)x\(wanted.height)")
      return try await session.start(wanted)
    }

    func stop() async { await session.stop() }

    func close() async {
      await session.close()
      record.yield("close")
    }
  }

  private final class Microphone: MicrophoneSession {
    let session: any MicrophoneSession
    let record: AsyncStream<String>.Continuation

    init(session: any MicrophoneSession, record: AsyncStream<String>.Continuation) {
      self.session = session
      self.record = record
    }

    func start(_ wanted: AudioConfiguration) async throws(CaptureError) -> AudioConfiguration {
      record.yield("start \(wanted.sampleRate)")
      return try await session.start(wanted)
    }

    func stop() async { await session.stop() }

    func close() async {
      await session.close()
      record.yield("close")
    }
  }
}
