public import Dispatch

/// The entry to all devices, as in web pages (Media Capture and Streams, 9.1).
///
/// Has four callback-style entry points, and ``mediaDevices`` with the promise-style API on top of
/// them.
public final class Navigator: Sendable {
  /// The promise-style API.
  public let mediaDevices: MediaDevices
  /// The program's permissions.
  public let permissions: Permissions
  /// The serial queue for callbacks, promise reactions and the handlers of tracks, streams and
  /// devices.
  ///
  /// One that is slow delays the others. It delays no frame, as loops and frame handlers have queues of
  /// their own, and no `await`.
  public let callbackQueue: DispatchQueue
  package let entryPoints: EntryPoints

  /// Creates a navigator for a set of devices.
  /// - Parameters:
  ///   - devices: the machine's, synthetic, or custom devices.
  ///   - permissions: decides whether devices may be used.
  ///   - identity: the scope of device ids; by default this program.
  ///   - callbackQueue: a serial queue; by default a new one.
  public init(
    devices: DeviceSet = .system, permissions: any PermissionPolicy = SystemPermission(),
    identity: DeviceIdentity = .ofProgram,
    callbackQueue: DispatchQueue = DispatchQueue(label: "UserMedia.callbacks")
  ) {
    let hub = DeviceHub(devices, identity: identity)
    self.permissions = Permissions(permissions, hub: hub, queue: callbackQueue)
    let request = UserMediaRequest(
      hub: hub, permissions: self.permissions, queue: callbackQueue)
    entryPoints = EntryPoints(
      getUserMedia: .system(.current, request), webkitGetUserMedia: .system(.webkit, request),
      mozGetUserMedia: .system(.moz, request), msGetUserMedia: .system(.current, request))
    mediaDevices = MediaDevices(
      entryPoint: entryPoints.preferred,
      list: DeviceList(hub, exposure: self.permissions.exposure), queue: callbackQueue)
    self.callbackQueue = callbackQueue
  }

  /// Creates a navigator for the program's own entry points: a promise-style API over callbacks, as
  /// the 2016 polyfill does.
  ///
  /// - Parameters:
  ///   - mediaDevices: the program's own parts of the API; `nil` if it has none. Members that are
  ///     present are kept; the rest are added.
  ///   - entryPoints: the first one present is used: unprefixed, webkit, moz, ms.
  ///   - devices: the devices listed by `MediaDevices.enumerateDevices()` if that is added.
  ///   - identity: the scope of device ids; by default this program.
  ///   - callbackQueue: where promise reactions run.
  public init(
    mediaDevices: PartialMediaDevices? = nil, entryPoints: EntryPoints,
    devices: DeviceSet = .system, identity: DeviceIdentity = .ofProgram,
    callbackQueue: DispatchQueue = DispatchQueue(label: "UserMedia.callbacks")
  ) {
    self.entryPoints = entryPoints
    let hub = DeviceHub(devices, identity: identity)
    permissions = Permissions(SystemPermission(), hub: hub, queue: callbackQueue)
    self.mediaDevices = MediaDevices(
      entryPoint: entryPoints.preferred,
      list: DeviceList(hub, exposure: permissions.exposure), queue: callbackQueue,
      existing: mediaDevices ?? PartialMediaDevices())
    self.callbackQueue = callbackQueue
  }
}

/// The navigator for the machine's devices, named as in web pages.
public let navigator = Navigator()
