import UserMediaCore

/// `SelectSettings` for one microphone: no setting depends on another, so each is chosen on its
/// own.
struct AudioSearch {
  /// The demands of the basic set.
  let demands: DemandSet
  /// The possible values; `nil` if unknown.
  private var domains = PerNumber<NumberDomain>()
  /// The values to use if nothing is constrained.
  private var defaults = PerNumber<Double>()

  /// The chosen settings, how to run the microphone for them, and the fitness distance of the
  /// numbers.
  struct Candidate {
    var settings: MediaTrackSettings
    var configuration: AudioConfiguration
    var distance: Double
  }

  /// The rate that is asked for where the device tells none, in hertz.
  private static let defaultSampleRate = 48_000.0
  /// Seconds from sound to delivery where nothing is asked.
  private static let defaultLatency = 0.02

  init(demands: DemandSet) {
    self.demands = demands
  }

  /// Turns to another microphone.
  mutating func begin(_ audio: AudioCapabilities) {
    domains = PerNumber(
      sampleRate: Self.domain(audio.sampleRate, or: audio.defaultSampleRate),
      sampleSize: audio.sampleSizes.flatMap { sizes in
        let sizes = sizes.filter { $0 > 0 }.map(Double.init)
        return sizes.isEmpty ? nil : .values(sizes)
      },
      latency: audio.latency.map { .interval($0) },
      channelCount: Self.domain(audio.channelCount, or: audio.defaultChannelCount))
    defaults = PerNumber(
      sampleRate: audio.defaultSampleRate.map(Double.init) ?? Self.defaultSampleRate,
      sampleSize: 16, latency: Self.defaultLatency,
      // Without a word from the device: stereo where it is known to be there, else one channel.
      channelCount: audio.defaultChannelCount.map(Double.init)
        ?? (audio.channelCount == nil ? 1 : 2))
  }

  private static func domain(_ range: ClosedRange<Int>?, or only: Int?) -> NumberDomain? {
    guard let range = range ?? only.map({ $0...$0 }) else { return nil }
    return .interval(Double(range.lowerBound)...Double(range.upperBound))
  }

  /// Whether limits leave something of every number.
  func isPossible(within limits: PerNumber<NumberLimits>) -> Bool {
    func leave(_ domain: NumberDomain?, _ limits: NumberLimits?) -> Bool {
      domain?.allows(limits) ?? (limits == nil)
    }
    return leave(domains.sampleRate, limits.sampleRate)
      && leave(domains.sampleSize, limits.sampleSize)
      && leave(domains.latency, limits.latency)
      && leave(domains.channelCount, limits.channelCount)
  }

  /// The best of what limits leave that are possible.
  func best(within limits: PerNumber<NumberLimits>) -> Candidate {
    var distance = 0.0
    func choose(
      _ domain: NumberDomain?, _ demand: NumberDemand?, _ limits: NumberLimits?,
      _ preferred: Double?
    ) -> Double? {
      let value = domain?.best(for: demand, within: limits, preferring: preferred ?? 0)
      distance += value.map { demand?.distance($0) ?? 0 } ?? (demand?.ideal == nil ? 0 : 1)
      return value
    }
    let numbers = demands.numbers
    let rate = choose(
      domains.sampleRate, numbers.sampleRate, limits.sampleRate, defaults.sampleRate)
    let size = choose(
      domains.sampleSize, numbers.sampleSize, limits.sampleSize, defaults.sampleSize)
    // All latencies are equally far from an ideal of 0, which means the shortest.
    let latency = choose(
      domains.latency, numbers.latency, limits.latency,
      numbers.latency?.ideal == 0 ? 0 : defaults.latency)
    let channels = choose(
      domains.channelCount, numbers.channelCount, limits.channelCount, defaults.channelCount)
    var settings = MediaTrackSettings()
    settings.sampleRate = rate.map(Self.whole)
    settings.sampleSize = size.map(Self.whole)
    settings.latency = latency
    settings.channelCount = channels.map(Self.whole)
    let configuration = AudioConfiguration(
      sampleRate: Self.whole(rate ?? defaults.sampleRate ?? Self.defaultSampleRate),
      channelCount: Self.whole(channels ?? defaults.channelCount ?? 1),
      format: Self.format(ofSize: settings.sampleSize), latency: latency ?? Self.defaultLatency)
    return Candidate(settings: settings, configuration: configuration, distance: distance)
  }

  /// A whole number of a device, however large it claims to be.
  private static func whole(_ value: Double) -> Int { Int(min(max(value, -1e15), 1e15)) }

  /// The format that holds samples of so many bits.
  private static func format(ofSize bits: Int?) -> AudioSampleFormat {
    switch bits ?? 16 {
    case ...8: .u8
    case 9...16: .s16
    case 32: .f32
    default: .s32
    }
  }
}
