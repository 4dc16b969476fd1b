import CPulse

/// What happens at a server that somebody may wait for.
enum ServerNews: Sendable {
  /// A stream that plays, or plays elsewhere: with PipeWire it is there before it has a sink.
  case player
  /// A new source.
  case source
  /// A source is gone, or another one is the default.
  case sourcesChanged
  /// A source sleeps or wakes, or something else of it is new.
  case sourceState
  /// The connection is lost.
  case lost

  /// The events to subscribe to.
  static let mask = pa_subscription_mask_t(
    PA_SUBSCRIPTION_MASK_SOURCE.rawValue | PA_SUBSCRIPTION_MASK_SINK_INPUT.rawValue
      | PA_SUBSCRIPTION_MASK_SERVER.rawValue)

  /// What an event reports; `nil` if it does not matter here.
  init?(_ event: pa_subscription_event_type_t) {
    let type = event.rawValue & PA_SUBSCRIPTION_EVENT_TYPE_MASK.rawValue
    let facility = event.rawValue & PA_SUBSCRIPTION_EVENT_FACILITY_MASK.rawValue
    switch (facility, type) {
    case (PA_SUBSCRIPTION_EVENT_SOURCE.rawValue, PA_SUBSCRIPTION_EVENT_NEW.rawValue):
      self = .source
    case (PA_SUBSCRIPTION_EVENT_SOURCE.rawValue, PA_SUBSCRIPTION_EVENT_REMOVE.rawValue),
      (PA_SUBSCRIPTION_EVENT_SERVER.rawValue, PA_SUBSCRIPTION_EVENT_CHANGE.rawValue):
      self = .sourcesChanged
    case (PA_SUBSCRIPTION_EVENT_SOURCE.rawValue, PA_SUBSCRIPTION_EVENT_CHANGE.rawValue):
      self = .sourceState
    case (PA_SUBSCRIPTION_EVENT_SINK_INPUT.rawValue, PA_SUBSCRIPTION_EVENT_NEW.rawValue),
      (PA_SUBSCRIPTION_EVENT_SINK_INPUT.rawValue, PA_SUBSCRIPTION_EVENT_CHANGE.rawValue):
      self = .player
    default: return nil
    }
  }
}
