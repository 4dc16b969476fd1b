/// The processing of a microphone's audio (Media Capture and Streams, 4.3.9); none by default.
public struct AudioProcessing: Hashable, Sendable {
  /// Whether sound played by the machine is removed.
  public var echoCancellation: Bool
  /// Whether the level is adjusted automatically.
  public var autoGainControl: Bool
  /// Whether steady noise is removed.
  public var noiseSuppression: Bool

  /// Unprocessed audio.
  public static let none = Self()

  /// Creates any combination of the three.
  public init(
    echoCancellation: Bool = false, autoGainControl: Bool = false, noiseSuppression: Bool = false
  ) {
    self.echoCancellation = echoCancellation
    self.autoGainControl = autoGainControl
    self.noiseSuppression = noiseSuppression
  }
}
