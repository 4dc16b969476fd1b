/// Something for each constrainable property that is a number.
struct PerNumber<Element> {
  var width: Element?
  var height: Element?
  var aspectRatio: Element?
  var frameRate: Element?
  var sampleRate: Element?
  var sampleSize: Element?
  var latency: Element?
  var channelCount: Element?

  /// Where the element of a property is; `nil` for a property that is no number, or that tracks
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
  /// What these limits and the demands of one more set allow.
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
