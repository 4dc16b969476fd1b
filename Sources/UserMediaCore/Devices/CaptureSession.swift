/// A device that is open. Its calls are made one after another by one owner; each ends within a
/// bound.
public protocol CaptureSession: AnyObject, Sendable {
  /// Stops delivering; when it returns, the sink hears nothing more. Frames that are held stay as
  /// they are.
  func stop() async

  /// Stops and gives the device back. A session that is dropped without it does the same.
  func close() async

  /// Runs tasks on the thread that delivers to the sink; `nil` when that is not for tasks to use.
  var executor: (any TaskExecutor)? { get }
}

extension CaptureSession {
  /// None: tasks run where they do anyway.
  public var executor: (any TaskExecutor)? { nil }
}

/// A camera that is open.
public protocol CameraSession: CaptureSession {
  /// Starts delivering to the sink, or starts again in another mode.
  /// - Returns: what the driver really gave.
  func start(_ configuration: VideoConfiguration) async throws(CaptureError) -> VideoConfiguration

  /// Sets the camera's controls, and puts back as they were found those that were set before and
  /// are not named; all of them are put back when the session is closed. What the camera does not
  /// take stays as it is.
  /// - Returns: what each control is now; nothing when the camera has none, or is gone.
  func set(_ controls: CameraControlSettings) async -> CameraControlSettings
}

extension CameraSession {
  /// A camera without controls.
  public func set(_ controls: CameraControlSettings) async -> CameraControlSettings { [:] }
}

/// A microphone that is open.
public protocol MicrophoneSession: CaptureSession {
  /// Starts delivering to the sink, or starts again in another way.
  /// - Returns: what the server really gave.
  func start(_ configuration: AudioConfiguration) async throws(CaptureError) -> AudioConfiguration
}
