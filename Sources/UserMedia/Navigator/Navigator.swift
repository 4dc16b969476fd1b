public import Dispatch

/// Where programs find their devices, as web pages do (Media Capture and Streams, 9.1).
///
/// Four callback-style entry points, and ``mediaDevices`` with the promise-style API over them.
public final class Navigator: Sendable {
  /// The promise-style face.
  public let mediaDevices: MediaDevices
  /// What the program is allowed.
  public let permissions: Permissions
  /// Where callbacks, promise reactions and track handlers run, one after another.
  public let callbackQueue: DispatchQueue
  let entryPoints: EntryPoints

  /// A navigator over devices.
  /// - Parameters:
  ///   - devices: the machine's, synthetic ones, or others.
  ///   - permissions: who decides whether they may be used.
  ///   - identity: whom their ids are made for; by default this program alone.
  ///   - callbackQueue: a serial queue; by default one of the navigator's own.
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

  /// A navigator over entry points of the program's own: a promise-style API over callbacks, as the
  /// 2016 polyfill makes it.
  ///
  /// - Parameters:
  ///   - mediaDevices: what the program has of it; `nil` where it has none at all. Members that are
  ///     there are kept, the others are added.
  ///   - entryPoints: the first that is there is used: unprefixed, webkit, moz, ms.
  ///   - devices: what ``MediaDevices/enumerateDevices()-(_)`` lists where it is added.
  ///   - identity: whom their ids are made for; by default this program alone.
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

/// The machine's devices, under the name that web pages know.
public let navigator = Navigator()
