/// What a microphone offers; a member that is `nil` is unknown.
public struct AudioCapabilities: Hashable, Sendable {
  /// Samples a second, in hertz.
  public var sampleRate: ClosedRange<Int>?
  /// The rate that the device runs at by itself, in hertz.
  public var defaultSampleRate: Int?
  /// Channels.
  public var channelCount: ClosedRange<Int>?
  /// The channels that the device has by itself.
  public var defaultChannelCount: Int?
  /// Bits of a sample.
  public var sampleSizes: [Int]?
  /// Seconds from sound to delivery.
  public var latency: ClosedRange<Double>?
  /// Whether echo can be cancelled: `[false]` cannot, `[true]` always is, both can be chosen.
  public var echoCancellation: [Bool]?
  /// What echo can be cancelled, where that can be chosen as well.
  public var echoCancellationModes: [EchoCancellationMode]
  /// Whether gain can be controlled automatically; as ``echoCancellation``.
  public var autoGainControl: [Bool]?
  /// Whether noise can be suppressed; as ``echoCancellation``.
  public var noiseSuppression: [Bool]?
  /// Whether sound is processed where nothing is asked and it can be, as browsers do it. A driver
  /// that has to set something up for it on the user's system says no.
  public var processesByDefault: Bool

  /// Capabilities of which any may be unknown.
  public init(
    sampleRate: ClosedRange<Int>? = nil, defaultSampleRate: Int? = nil,
    channelCount: ClosedRange<Int>? = nil,
    defaultChannelCount: Int? = nil, sampleSizes: [Int]? = nil, latency: ClosedRange<Double>? = nil,
    echoCancellation: [Bool]? = nil, echoCancellationModes: [EchoCancellationMode] = [],
    autoGainControl: [Bool]? = nil, noiseSuppression: [Bool]? = nil,
    processesByDefault: Bool = true
  ) {
    self.sampleRate = sampleRate
    self.defaultSampleRate = defaultSampleRate
    self.channelCount = channelCount
    self.defaultChannelCount = defaultChannelCount
    self.sampleSizes = sampleSizes
    self.latency = latency
    self.echoCancellation = echoCancellation
    self.echoCancellationModes = echoCancellationModes
    self.autoGainControl = autoGainControl
    self.noiseSuppression = noiseSuppression
    self.processesByDefault = processesByDefault
  }
}
