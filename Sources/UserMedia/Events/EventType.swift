/// The name of an event of one type of target (DOM, `Event.type`): `.ended`, or as on the web
/// `"ended"`.
public struct EventType<Target: EventTarget>: RawRepresentable, Hashable, Sendable,
  ExpressibleByStringLiteral, CustomStringConvertible
{
  /// The name, as the DOM spells it.
  public let rawValue: String

  /// The event with this name.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// The event with this name.
  public init(stringLiteral value: String) {
    rawValue = value
  }

  /// The name, as the DOM spells it.
  public var description: String { rawValue }
}
