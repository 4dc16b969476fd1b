public import UserMediaCore

/// What was chosen for one device (Media Capture and Streams, 5, `SelectSettings`).
public struct Selection: Hashable, Sendable {
  /// Which of the devices.
  public let deviceIndex: Int
  /// The settings that the track will have.
  public let settings: MediaTrackSettings
  /// How the device is to run for them.
  public let configuration: Configuration
  /// How far the settings are from what was preferred; 0 is a perfect fit.
  public let fitnessDistance: Double

  /// How a device is to run.
  public enum Configuration: Hashable, Sendable {
    /// A camera's own mode.
    case video(VideoConfiguration)
    /// A way to run a microphone.
    case audio(AudioConfiguration)
  }

  package init(
    deviceIndex: Int, settings: MediaTrackSettings, configuration: Configuration,
    fitnessDistance: Double
  ) {
    self.deviceIndex = deviceIndex
    self.settings = settings
    self.configuration = configuration
    self.fitnessDistance = fitnessDistance
  }
}
