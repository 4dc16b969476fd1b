public import UserMediaCore

/// A camera, microphone or screen of a ``SyntheticDriver``: a test pattern, a tone, or a file.
public struct SyntheticDevice: Sendable {
  /// The driver's description of the device.
  package var description: DeviceDescription
  let content: Content

  /// The source of the device's data.
  enum Content: Sendable {
    case pattern(mirrored: Bool)
    case tone(frequency: Double)
    case y4m(path: String)
    case mjpeg(path: String)
    case wav(path: String)
  }

  /// Creates a camera that shows a moving test pattern with its name, the frame number and the
  /// time.
  ///
  /// `modes` may contain YUYV, NV12, I420 and MJPEG in any size and rate. With controls, the
  /// picture follows brightness, contrast and saturation (0 to 255, neutral at 128) and zoom (1 to
  /// 4).
  public static func camera(
    label: String = "Synthetic camera", modes: [VideoMode] = defaultModes,
    facing: VideoFacingMode? = nil, hasControls: Bool = false
  ) -> Self {
    let id = "synthetic-camera:\(label)"
    var description = DeviceDescription(
      camera: id, groupId: "synthetic:\(label)", label: label, address: id,
      facingModes: facing.map { [$0] } ?? [], modes: modes)
    if hasControls { description.controls = CameraLook.controls }
    return Self(description: description, content: .pattern(mirrored: facing == .environment))
  }

  /// Creates a screen or window that shows a moving test pattern; `mode` has the limits of a
  /// camera's.
  public static func screen(
    label: String = "Synthetic screen", type: DisplayCaptureSurfaceType = .monitor,
    mode: VideoMode = screenMode
  ) -> Self {
    Self(
      description: DeviceDescription(
        display: DisplaySurface(type: type, isLogical: true, cursor: [.never]),
        id: "synthetic-screen:\(label)", label: label, mode: mode),
      content: .pattern(mirrored: false))
  }

  /// Creates a microphone with a steady tone at −20 dBFS; `frequency` is in hertz.
  public static func microphone(
    label: String = "Synthetic microphone", frequency: Double = 440
  ) -> Self {
    let id = "synthetic-microphone:\(label)"
    return Self(
      description: DeviceDescription(
        microphone: id, groupId: "synthetic:\(label)", label: label, address: id,
        audio: AudioCapabilities(
          sampleRate: 8000...192_000, defaultSampleRate: 48_000, channelCount: 1...2,
          defaultChannelCount: 1, sampleSizes: [16, 32], latency: latencies,
          echoCancellation: [false], autoGainControl: [false], noiseSuppression: [false])),
      content: .tone(frequency: frequency))
  }

  /// The possible chunk lengths of a synthetic microphone, in seconds.
  static let latencies = 0.005...0.5
}
