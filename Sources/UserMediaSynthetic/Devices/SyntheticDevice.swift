public import UserMediaCore

/// One camera, microphone or screen of a ``SyntheticDriver``: a test pattern, a tone, or a file.
public struct SyntheticDevice: Sendable {
  /// What the driver says of it.
  package var description: DeviceDescription
  let content: Content

  /// What the device shows or sounds.
  enum Content: Sendable {
    case pattern(mirrored: Bool)
    case tone(frequency: Double)
    case y4m(path: String)
    case mjpeg(path: String)
    case wav(path: String)
  }

  /// A camera that shows a moving test pattern with its name, the frame number and the time.
  ///
  /// `modes` may have YUYV, NV12, I420 and MJPEG in any size and rate. With controls, its picture
  /// follows brightness, contrast and saturation (0 to 255, 128 as it is drawn) and zoom (1 to 4).
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

  /// A screen, or a window, that shows a moving test pattern; `mode` may be as a camera's.
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

  /// A microphone that hears a steady tone of −20 dBFS; `frequency` in hertz.
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

  /// The lengths of the pieces that a synthetic microphone delivers, in seconds.
  static let latencies = 0.005...0.5
}
