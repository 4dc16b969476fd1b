/// What a driver says of one device, without opening it for capture.
public struct DeviceDescription: Hashable, Sendable {
  /// Camera or microphone; a display gives pictures as a camera does.
  public var kind: MediaDeviceKind
  /// The driver's own lasting name for the device: the same after re-plugging and over restarts,
  /// where the system can tell.
  public var id: String
  /// The physical device that this function belongs to; equal for the camera and the microphone of
  /// one webcam.
  public var groupId: String
  /// The device's name for a person.
  public var label: String
  /// Where the driver opens it: `/dev/video0`, or a PulseAudio source's name.
  public var address: String
  /// Where a camera looks; empty when unknown.
  public var facingModes: [VideoFacingMode]
  /// Whether the system prefers it over others of its kind.
  public var isDefault: Bool
  /// Whether it carries what a loudspeaker plays, rather than a microphone's sound.
  public var isMonitor: Bool
  /// What a camera offers, in the driver's order; empty for a microphone.
  public var videoModes: [VideoMode]
  /// How the rows of a camera's pictures follow each other in time, as it is set now.
  public var fieldOrder: VideoFieldOrder = .progressive
  /// What else can be set on a camera; empty for a microphone.
  public var controls: [CameraControl: CameraControlRange]
  /// What a microphone offers; `nil` for a camera.
  public var audio: AudioCapabilities?
  /// What is captured of a display; `nil` for a camera or microphone.
  public var display: DisplaySurface?

  /// A camera.
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

  /// A microphone.
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

  /// A screen or a window. Its one mode is its size, which can change while it is captured, at any
  /// of the rates.
  public init(
    display: DisplaySurface, id: String, label: String, isDefault: Bool = false, mode: VideoMode
  ) {
    self.init(
      camera: id, groupId: id, label: label, address: id, isDefault: isDefault, modes: [mode])
    self.display = display
  }
}
