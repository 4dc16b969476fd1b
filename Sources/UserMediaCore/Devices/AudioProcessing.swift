/// What is done to a microphone's sound on its way (Media Capture and Streams, 4.3.9); nothing by
/// default.
public struct AudioProcessing: Hashable, Sendable {
  /// Whether what the machine plays is taken out of the sound.
  public var echoCancellation: Bool
  /// Whether quiet sound is made louder, and loud sound quieter.
  public var autoGainControl: Bool
  /// Whether steady noise is taken out of the sound.
  public var noiseSuppression: Bool

  /// The sound as the device gives it.
  public static let none = Self()

  /// Some of the three.
  public init(
    echoCancellation: Bool = false, autoGainControl: Bool = false, noiseSuppression: Bool = false
  ) {
    self.echoCancellation = echoCancellation
    self.autoGainControl = autoGainControl
    self.noiseSuppression = noiseSuppression
  }
}
