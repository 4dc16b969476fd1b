/// A driver's description of one device, obtained without opening it for capture.
public struct DeviceDescription: Hashable, Sendable {
  /// Camera or microphone; a display counts as a camera.
  public var kind: MediaDeviceKind
  /// The driver's persistent id for the device: unchanged by replugging and restarts, as far as the
  /// system can identify it.
  public var id: String
  /// Identifies the physical device; equal for the camera and the microphone of one webcam.
  public var groupId: String
  /// The device's human-readable name.
  public var label: String
  /// The address to open: `/dev/video0`, or the name of a PulseAudio source.
  public var address: String
  /// The directions a camera faces; empty if unknown.
  public var facingModes: [VideoFacingMode]
  /// Whether it is the system's default of its kind.
  public var isDefault: Bool
  /// Whether it captures a loudspeaker's output rather than a microphone.
  public var isMonitor: Bool
  /// A camera's modes, in the driver's order; empty for a microphone.
  public var videoModes: [VideoMode]
  /// The field order of a camera's pictures, as currently configured.
  public var fieldOrder: VideoFieldOrder = .progressive
  /// A camera's controls; empty for a microphone.
  public var controls: [CameraControl: CameraControlRange]
  /// A microphone's capabilities; `nil` for a camera.
  public var audio: AudioCapabilities?
  /// The captured surface of a display; `nil` for a camera or microphone.
  public var display: DisplaySurface?

  /// Creates the description of a camera.
  public init(
    camera id: String, groupId: String, label: String, address: String,
    facingModes: [VideoFacingMode] = [],
    isDefault: Bool = false, modes: [VideoMode], controls: [CameraControl: CameraControlRange] = [:]
  ) {
    kind = .videoinput
    self.id = id
    self.groupId = groupId
    self.label = label
    self.address = address
    self.facingModes = facingModes
    self.isDefault = isDefault
    isMonitor = false
    videoModes = modes
    self.controls = controls
  }

  /// Creates the description of a microphone.
  public init(
    microphone id: String, groupId: String, label: String, address: String, isDefault: Bool = false,
    isMonitor: Bool = false, audio: AudioCapabilities
  ) {
    kind = .audioinput
    self.id = id
    self.groupId = groupId
    self.label = label
    self.address = address
    facingModes = []
    self.isDefault = isDefault
    self.isMonitor = isMonitor
    videoModes = []
    controls = [:]
    self.audio = audio
  }

  /// Creates the description of a screen or a window. Its only mode is its current size, which can
  /// change during capture, at any of the rates.
  public init(
    display: DisplaySurface, id: String, label: String, isDefault: Bool = false, mode: VideoMode
  ) {
    self.init(
      camera: id, groupId: id, label: label, address: id, isDefault: isDefault, modes: [mode])
    self.display = display
  }
}
