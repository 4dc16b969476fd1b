/// What a ``DeviceChangeEvent`` tells (Media Capture and Streams, `DeviceChangeEventInit`).
public struct DeviceChange: Sendable {
  /// All devices that are there now, as ``MediaDevices/enumerateDevices()-(_)`` lists them.
  public let devices: [MediaDeviceInfo]
  /// Those of them that were not there before.
  public let userInsertedDevices: [MediaDeviceInfo]

  /// A change.
  public init(devices: [MediaDeviceInfo] = [], userInsertedDevices: [MediaDeviceInfo] = []) {
    self.devices = devices
    self.userInsertedDevices = userInsertedDevices
  }
}

/// Devices came, went, or another one became the default (Media Capture and Streams,
/// `DeviceChangeEvent`).
public typealias DeviceChangeEvent = Event<MediaDevices>

extension Event where Target == MediaDevices {
  /// All devices that are there now.
  public var devices: [MediaDeviceInfo] { detail.devices }
  /// Those of them that were not there before.
  public var userInsertedDevices: [MediaDeviceInfo] { detail.userInsertedDevices }
}

extension EventType where Target == MediaDevices {
  /// Devices came or went, or another one became the default.
  public static var devicechange: Self { "devicechange" }
}

extension MediaDevices: EventTarget {
  /// What the events tell.
  public typealias EventDetail = DeviceChange

  /// Called on ``queue`` within a moment after devices came or went, or another became the default:
  /// once for changes that come together, and not when the list that the program may see stays the
  /// same.
  ///
  /// Devices are watched while there is a handler, listener or sequence. The first one also gets
  /// an event when devices came or went since the latest ``enumerateDevices()-(_)``.
  public var ondevicechange: (@Sendable (DeviceChangeEvent) -> Void)? {
    get { eventListeners[handler: .devicechange] }
    set { eventListeners[handler: .devicechange] = newValue }
  }

  /// Waits until all changes are told, after somebody began to listen.
  package func watched() async { await list.operations.run {} }
}
