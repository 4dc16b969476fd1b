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

/// An executor on the thread that takes data from devices, whose tasks can have that go on.
///
/// A task that waits for data is suspended, and resumed by what brings it: most of what a frame costs
/// that nobody looks at. On the thread that would bring it, the task can take it from the device
/// itself.
package protocol CaptureExecutor: TaskExecutor {
  /// On the executor's thread: waits until something happens to the devices, and sees to it.
  /// - Returns: whether to go on so: `false` on any other thread, while other tasks wait for this one,
  ///   and when a device is found stalled.
  func takeData() -> Bool
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
