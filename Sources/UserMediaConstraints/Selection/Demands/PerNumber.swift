/// One element for each numeric property.
struct PerNumber<Element> {
  var width: Element?
  var height: Element?
  var aspectRatio: Element?
  var frameRate: Element?
  var sampleRate: Element?
  var sampleSize: Element?
  var latency: Element?
  var channelCount: Element?

  /// The path to a property's element; `nil` for a property that is not numeric, or that tracks
  /// have no setting for.
  static func path(_ property: ConstrainableProperty) -> WritableKeyPath<Self, Element?>? {
    switch property {
    case .width: \.width
    case .height: \.height
    case .aspectRatio: \.aspectRatio
    case .frameRate: \.frameRate
    case .sampleRate: \.sampleRate
    case .sampleSize: \.sampleSize
    case .latency: \.latency
    case .channelCount: \.channelCount
    default: nil
    }
  }
}

extension PerNumber<NumberLimits> {
  /// These limits narrowed by the demands of another set.
  func narrowed(by demands: PerNumber<NumberDemand>) -> Self {
    func both(_ limits: NumberLimits?, _ demand: NumberDemand?) -> NumberLimits? {
      guard let further = demand?.limits else { return limits }
      return limits?.intersection(further) ?? further
    }
    return PerNumber(
      width: both(width, demands.width), height: both(height, demands.height),
      aspectRatio: both(aspectRatio, demands.aspectRatio),
      frameRate: both(frameRate, demands.frameRate),
      sampleRate: both(sampleRate, demands.sampleRate),
      sampleSize: both(sampleSize, demands.sampleSize), latency: both(latency, demands.latency),
      channelCount: both(channelCount, demands.channelCount))
  }
}
