/// The detail of a ``DeviceChangeEvent`` (Media Capture and Streams, `DeviceChangeEventInit`).
public struct DeviceChange: Sendable {
  /// All devices currently present, as listed by `MediaDevices.enumerateDevices()`.
  public let devices: [MediaDeviceInfo]
  /// The devices among them that are new.
  public let userInsertedDevices: [MediaDeviceInfo]

  /// Creates a change.
  public init(devices: [MediaDeviceInfo] = [], userInsertedDevices: [MediaDeviceInfo] = []) {
    self.devices = devices
    self.userInsertedDevices = userInsertedDevices
  }
}

/// An event that fires when devices came or went, or the default changed (Media Capture and
/// Streams, `DeviceChangeEvent`).
public typealias DeviceChangeEvent = MediaEvent<MediaDevices>

extension MediaEvent where Target == MediaDevices {
  /// All devices currently present.
  public var devices: [MediaDeviceInfo] { detail.devices }
  /// The devices among them that are new.
  public var userInsertedDevices: [MediaDeviceInfo] { detail.userInsertedDevices }
}

extension EventType where Target == MediaDevices {
  /// Devices came or went, or the default changed.
  public static var devicechange: Self { "devicechange" }
}

extension MediaDevices: EventTarget {
  /// The data that the events carry.
  public typealias EventDetail = DeviceChange

  /// Waits until watching has started and all changes so far are reported.
  package func watched() async { await list.operations.run {} }
}

// In extensions of two protocols, because a member of the class would hide the other overload.
// Disfavoured, so that the overloads of UserMediaMainActor win where a program imports it.
extension EventTarget where Self: MediaDevices {
  /// Called on ``EventTarget/queue`` shortly after devices came or went, or the default changed. Changes in
  /// quick succession are reported once, and only if the list that the program may see has changed.
  ///
  /// Devices are watched while there is a handler, listener or sequence. The first one also gets an
  /// event if devices came or went since the latest `MediaDevices.enumerateDevices()`.
  @_disfavoredOverload
  public var ondevicechange: (@Sendable (DeviceChangeEvent) -> Void)? {
    get { (self as MediaDevices).eventListeners[handler: .devicechange] }
    set { (self as MediaDevices).eventListeners[handler: .devicechange] = newValue }
  }
}

extension ParameterlessEventHandlers where Self: MediaDevices {
  /// A handler that takes no event: `mediaDevices.ondevicechange = { … }`.
  @_disfavoredOverload
  public var ondevicechange: (@Sendable () -> Void)? {
    get { (self as MediaDevices).eventListeners[parameterlessHandler: .devicechange] }
    set { (self as MediaDevices).eventListeners[parameterlessHandler: .devicechange] = newValue }
  }
}
