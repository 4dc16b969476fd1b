public import UserMediaCore

/// The settings chosen for one device (Media Capture and Streams, 6.1.2, `SelectSettings`).
public struct Selection: Hashable, Sendable {
  /// The index of the device.
  public let deviceIndex: Int
  /// The settings of the track.
  public let settings: MediaTrackSettings
  /// How to run the device for them.
  public let configuration: Configuration
  /// How far the settings are from the preferences; 0 is a perfect fit.
  public let fitnessDistance: Double

  /// How to run a device.
  public enum Configuration: Hashable, Sendable {
    /// A native mode of a camera.
    case video(VideoConfiguration)
    /// A microphone's sample format and processing.
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
