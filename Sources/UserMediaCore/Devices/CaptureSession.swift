/// An open device. A single owner calls it, one call at a time; each call returns within a bounded
/// time.
public protocol CaptureSession: AnyObject, Sendable {
  /// Stops delivery. After this returns, the sink is not called again; frames that are still held
  /// remain valid.
  func stop() async

  /// Stops delivery and closes the device. Releasing the session has the same effect.
  func close() async

  /// Runs tasks on the thread that calls the sink; `nil` if that thread runs no tasks.
  var executor: (any TaskExecutor)? { get }
}

extension CaptureSession {
  /// Default implementation: `nil`, tasks run on their usual executor.
  public var executor: (any TaskExecutor)? { nil }
}

/// An open camera.
public protocol CameraSession: CaptureSession {
  /// Starts delivering to the sink, or restarts in another mode.
  /// - Returns: the configuration that the driver actually uses.
  func start(_ configuration: VideoConfiguration) async throws(CaptureError) -> VideoConfiguration

  /// Sets the camera's controls. Controls set earlier but not included now are restored to their
  /// original values, and so are all of them when the session is closed. Values that the camera
  /// rejects are left unchanged.
  /// - Returns: the current value of each control; empty if the camera has none, or is gone.
  func set(_ controls: CameraControlSettings) async -> CameraControlSettings
}

extension CameraSession {
  /// Default implementation, for a camera without controls.
  public func set(_ controls: CameraControlSettings) async -> CameraControlSettings { [:] }
}

/// An open microphone.
public protocol MicrophoneSession: CaptureSession {
  /// Starts delivering to the sink, or restarts in another configuration.
  /// - Returns: the configuration that the server actually uses.
  func start(_ configuration: AudioConfiguration) async throws(CaptureError) -> AudioConfiguration
}
