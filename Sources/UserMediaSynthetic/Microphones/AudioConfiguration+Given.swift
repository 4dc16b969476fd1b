import UserMediaCore

extension AudioConfiguration {
  /// The configuration that a device with these capabilities uses: the nearest values it supports.
  func given(by capabilities: AudioCapabilities) -> Self {
    func nearest<Value: Comparable>(_ value: Value, _ range: ClosedRange<Value>?) -> Value {
      range.map { min(max(value, $0.lowerBound), $0.upperBound) } ?? value
    }
    var given = self
    given.sampleRate = nearest(sampleRate, capabilities.sampleRate)
    given.channelCount = nearest(channelCount, capabilities.channelCount)
    given.format = format == .s16 ? .s16 : .f32
    given.processing = .none
    given.latency = nearest(latency.isFinite ? latency : 0, capabilities.latency)
    return given
  }
}
