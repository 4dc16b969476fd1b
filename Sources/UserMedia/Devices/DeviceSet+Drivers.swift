// The only file that names the drivers; all other code uses the protocols in UserMediaCore.

import UserMediaCore
import UserMediaPortal
import UserMediaPulse
@_exported public import UserMediaSynthetic
import UserMediaV4L2

#if Screen
import UserMediaScreen
#endif

extension DeviceSet {
  /// The machine's cameras, microphones and screens.
  public static let system = DeviceSet(
    cameras: [[v4l2]], microphones: [[pulse]], displays: x11)

  /// A test pattern and a tone, on every machine.
  public static let synthetic = DeviceSet(
    cameras: [[syntheticCameras]], microphones: [[syntheticMicrophones]],
    displays: DisplayOwner(syntheticDriver))

  /// The machine's devices, or synthetic ones for a kind it lacks. Screens have no stand-in.
  ///
  /// A machine with a sound server has its microphones, even if that has none or does not answer: a
  /// tone would look like the sound that was asked for.
  public static let auto = DeviceSet(
    cameras: [[v4l2], [syntheticCameras]], microphones: [[pulse], [syntheticMicrophones]],
    displays: x11)

  /// Test patterns, tones and files as devices, chosen by the program.
  public static func synthetic(_ devices: [SyntheticDevice]) -> DeviceSet {
    let driver = SyntheticDriver(devices: devices)
    return DeviceSet(cameras: [driver], microphones: [driver], displays: driver)
  }

  private static let v4l2 = CameraOwner(
    V4L2Driver(journals: StateDirectory.path(of: "controls")), gate: CameraPortal.ofSandbox)
  private static let pulse = MicrophoneOwner(PulseDriver())
  private static let syntheticDriver = SyntheticDriver()
  private static let syntheticCameras = CameraOwner(syntheticDriver)
  private static let syntheticMicrophones = MicrophoneOwner(syntheticDriver)

  #if Screen
  private static let x11 = DisplayOwner(ScreenDriver())
  #else
  private static let x11 = DisplayOwner(
    missing: DOMException(
      .notSupported,
      "this build has no screen capture: enable the package trait \"Screen\" of swift-user-media"))
  #endif
}
