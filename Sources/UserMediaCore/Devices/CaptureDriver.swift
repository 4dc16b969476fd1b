/// A way to reach devices: V4L2, PulseAudio, or the synthetic ones.
public protocol CaptureDriver: Sendable {
  /// The driver's name for a person: `"V4L2"`.
  var name: String { get }

  /// Every device that is there now, in a lasting order; none when the system has none or cannot
  /// say (the reason is logged).
  ///
  /// Does not disturb a device that is in use.
  func devices() async -> [DeviceDescription]

  /// The same as ``devices()``, or why the system that has the devices cannot be asked for them: that
  /// is no answer, and not the answer that there are none. Without an implementation: ``devices()``.
  func listDevices() async throws(CaptureError) -> [DeviceDescription]

  /// Those of ``devices()`` whose ``DeviceDescription/id`` is wanted; the others need not be asked
  /// what they can do. Without an implementation: a choice from all.
  func devices(named isWanted: @escaping @Sendable (String) -> Bool) async -> [DeviceDescription]

  /// Calls `changed`, on any thread, each time that devices may have come, gone or changed, for as
  /// long as what it returns is held.
  ///
  /// `nil` when the devices never change, or the driver cannot tell (the reason is logged). Without
  /// an implementation: `nil`.
  func watchDevices(_ changed: @escaping @Sendable () -> Void) async -> DeviceWatch?
}

extension CaptureDriver {
  /// A system that can always be asked.
  public func listDevices() async throws(CaptureError) -> [DeviceDescription] { await devices() }

  /// Some of all devices.
  public func devices(
    named isWanted: @escaping @Sendable (String) -> Bool
  ) async -> [DeviceDescription] {
    await devices().filter { isWanted($0.id) }
  }

  /// Devices that never change.
  public func watchDevices(_ changed: @escaping @Sendable () -> Void) async -> DeviceWatch? { nil }
}

/// A driver whose devices give pictures.
public protocol CameraDriver: CaptureDriver {
  /// Opens one of ``CaptureDriver/devices()`` for `sink`, which it holds until the session is
  /// closed.
  func openCamera(_ device: DeviceDescription, sink: any VideoSink) async throws(CaptureError)
    -> any CameraSession
}

/// A driver whose devices give sound.
public protocol MicrophoneDriver: CaptureDriver {
  /// Opens one of ``CaptureDriver/devices()`` for `sink`, which it holds until the session is
  /// closed.
  func openMicrophone(
    _ device: DeviceDescription, sink: any AudioSink
  ) async throws(CaptureError) -> any MicrophoneSession
}

/// A driver whose devices are screens and windows. They are opened as cameras are, and are no
/// devices to be listed: a person chooses one each time.
public protocol DisplayDriver: CameraDriver {
  /// What can be captured now: screens, the whole one first, then windows from the top down.
  /// - Throws: `notFound` when there is no display, or it cannot be reached.
  func surfaces() async throws(CaptureError) -> [DeviceDescription]
}

extension DisplayDriver {
  /// None: see ``surfaces()``.
  public func devices() async -> [DeviceDescription] { [] }
}
