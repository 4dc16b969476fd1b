/// The capabilities of a microphone; a member that is `nil` is unknown.
public struct AudioCapabilities: Hashable, Sendable {
  /// Samples per second, in hertz.
  public var sampleRate: ClosedRange<Int>?
  /// The device's native sample rate, in hertz.
  public var defaultSampleRate: Int?
  /// The number of channels.
  public var channelCount: ClosedRange<Int>?
  /// The device's native number of channels.
  public var defaultChannelCount: Int?
  /// Bits per sample.
  public var sampleSizes: [Int]?
  /// Seconds from capture to delivery.
  public var latency: ClosedRange<Double>?
  /// Whether echo can be cancelled: `[false]` never, `[true]` always, both selectable.
  public var echoCancellation: [Bool]?
  /// The selectable kinds of echo cancellation.
  public var echoCancellationModes: [EchoCancellationMode]
  /// Whether gain can be controlled automatically; like ``echoCancellation``.
  public var autoGainControl: [Bool]?
  /// Whether noise can be suppressed; like ``echoCancellation``.
  public var noiseSuppression: [Bool]?
  /// Whether audio is processed by default, as in browsers. False for a driver that would have to
  /// change the user's sound server for it.
  public var processesByDefault: Bool

  /// Creates capabilities, any of which may be unknown.
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
