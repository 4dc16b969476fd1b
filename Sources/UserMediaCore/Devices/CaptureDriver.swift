/// A driver for capture devices: V4L2, PulseAudio, or synthetic.
public protocol CaptureDriver: Sendable {
  /// The driver's human-readable name, such as `"V4L2"`.
  var name: String { get }

  /// All devices currently present, in a stable order; empty if there are none or the system cannot
  /// list them (the reason is logged).
  ///
  /// Must not disturb a device that is in use.
  func devices() async -> [DeviceDescription]

  /// Like ``devices()``, but throws if the system that owns the devices does not respond, which is
  /// different from an empty list. Default implementation: ``devices()``.
  func listDevices() async throws(CaptureError) -> [DeviceDescription]

  /// Whether the machine has the system that owns these devices, so that an empty list means that it
  /// has no such device, and synthetic ones do not replace it. Asked after ``listDevices()``. Default
  /// implementation: `false`.
  var isSystemPresent: Bool { get }

  /// Those of ``devices()`` whose ``DeviceDescription/id`` is wanted; the others' capabilities need
  /// not be queried. Default implementation: filters all devices.
  func devices(named isWanted: @escaping @Sendable (String) -> Bool) async -> [DeviceDescription]

  /// Calls `changed`, on any thread, whenever devices may have come, gone or changed, as long as
  /// the returned watch is held.
  ///
  /// `nil` if the devices never change, or the driver cannot watch them (the reason is logged).
  /// Default implementation: `nil`.
  func watchDevices(_ changed: @escaping @Sendable () -> Void) async -> DeviceWatch?
}

extension CaptureDriver {
  /// Default implementation for a system that always responds.
  public func listDevices() async throws(CaptureError) -> [DeviceDescription] { await devices() }

  /// Default implementation for a system that cannot be told from one without devices.
  public var isSystemPresent: Bool { false }

  /// Default implementation: filters all devices.
  public func devices(
    named isWanted: @escaping @Sendable (String) -> Bool
  ) async -> [DeviceDescription] {
    await devices().filter { isWanted($0.id) }
  }

  /// Default implementation for devices that never change.
  public func watchDevices(_ changed: @escaping @Sendable () -> Void) async -> DeviceWatch? { nil }
}

/// A driver for cameras.
public protocol CameraDriver: CaptureDriver {
  /// Opens one of ``CaptureDriver/devices()`` for `sink`, which is held until the session is
  /// closed.
  func openCamera(_ device: DeviceDescription, sink: any VideoSink) async throws(CaptureError)
    -> any CameraSession
}

/// A driver for microphones.
public protocol MicrophoneDriver: CaptureDriver {
  /// Opens one of ``CaptureDriver/devices()`` for `sink`, which is held until the session is
  /// closed.
  func openMicrophone(
    _ device: DeviceDescription, sink: any AudioSink
  ) async throws(CaptureError) -> any MicrophoneSession
}

/// A driver for screens and windows. They are opened like cameras but never listed as devices: the
/// user chooses one each time.
public protocol DisplayDriver: CameraDriver {
  /// The surfaces that can be captured now: screens, the whole display first, then windows from top
  /// to bottom.
  /// - Throws: `notFound` if there is no display, or it cannot be reached.
  func surfaces() async throws(CaptureError) -> [DeviceDescription]
}

extension DisplayDriver {
  /// Empty: see ``surfaces()``.
  public func devices() async -> [DeviceDescription] { [] }
}
