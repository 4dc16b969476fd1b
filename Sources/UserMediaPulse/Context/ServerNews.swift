import CPulse

/// What a server gets that somebody may wait for.
enum ServerNews: Sendable {
  /// A stream that plays.
  case player
  /// A source.
  case source

  /// The events to subscribe to.
  static let mask = pa_subscription_mask_t(
    PA_SUBSCRIPTION_MASK_SOURCE.rawValue | PA_SUBSCRIPTION_MASK_SINK_INPUT.rawValue)

  /// What an event says; `nil` when it is of something that changed or went.
  init?(_ event: pa_subscription_event_type_t) {
    let type = event.rawValue & PA_SUBSCRIPTION_EVENT_TYPE_MASK.rawValue
    guard type == PA_SUBSCRIPTION_EVENT_NEW.rawValue else { return nil }
    let facility = event.rawValue & PA_SUBSCRIPTION_EVENT_FACILITY_MASK.rawValue
    self = facility == PA_SUBSCRIPTION_EVENT_SOURCE.rawValue ? .source : .player
  }
}
