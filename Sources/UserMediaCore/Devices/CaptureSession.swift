/// A device that is open. Its calls are made one after another by one owner; each ends within a
/// bound.
public protocol CaptureSession: AnyObject, Sendable {
  /// Stops delivering; when it returns, the sink hears nothing more. Frames that are held stay as
  /// they are.
  func stop() async

  /// Stops and gives the device back. A session that is dropped without it does the same.
  func close() async
}

/// A camera that is open.
public protocol CameraSession: CaptureSession {
  /// Starts delivering to the sink, or starts again in another mode.
  /// - Returns: what the driver really gave.
  func start(_ configuration: VideoConfiguration) async throws(CaptureError) -> VideoConfiguration
}

/// A microphone that is open.
public protocol MicrophoneSession: CaptureSession {
  /// Starts delivering to the sink, or starts again in another way.
  /// - Returns: what the server really gave.
  func start(_ configuration: AudioConfiguration) async throws(CaptureError) -> AudioConfiguration
}
