import CPulse

/// A server event that sessions or watchers react to.
enum ServerEvent: Sendable {
  /// A sink input was added or changed; with PipeWire it exists before it has a sink.
  case sinkInput
  /// A source was added.
  case sourceAdded
  /// A source was removed, or the default changed.
  case sourcesChanged
  /// A source was suspended or resumed, or another of its properties changed.
  case sourceState
  /// The connection was lost.
  case connectionLost

  /// The events to subscribe to.
  static let mask = pa_subscription_mask_t(
    PA_SUBSCRIPTION_MASK_SOURCE.rawValue | PA_SUBSCRIPTION_MASK_SINK_INPUT.rawValue
      | PA_SUBSCRIPTION_MASK_SERVER.rawValue)

  /// Converts a libpulse event; `nil` if it doesn't matter here.
  init?(_ event: pa_subscription_event_type_t) {
    let type = event.rawValue & PA_SUBSCRIPTION_EVENT_TYPE_MASK.rawValue
    let facility = event.rawValue & PA_SUBSCRIPTION_EVENT_FACILITY_MASK.rawValue
    switch (facility, type) {
    case (PA_SUBSCRIPTION_EVENT_SOURCE.rawValue, PA_SUBSCRIPTION_EVENT_NEW.rawValue):
      self = .sourceAdded
    case (PA_SUBSCRIPTION_EVENT_SOURCE.rawValue, PA_SUBSCRIPTION_EVENT_REMOVE.rawValue),
      (PA_SUBSCRIPTION_EVENT_SERVER.rawValue, PA_SUBSCRIPTION_EVENT_CHANGE.rawValue):
      self = .sourcesChanged
    case (PA_SUBSCRIPTION_EVENT_SOURCE.rawValue, PA_SUBSCRIPTION_EVENT_CHANGE.rawValue):
      self = .sourceState
    case (PA_SUBSCRIPTION_EVENT_SINK_INPUT.rawValue, PA_SUBSCRIPTION_EVENT_NEW.rawValue),
      (PA_SUBSCRIPTION_EVENT_SINK_INPUT.rawValue, PA_SUBSCRIPTION_EVENT_CHANGE.rawValue):
      self = .sinkInput
    default: return nil
    }
  }
}
