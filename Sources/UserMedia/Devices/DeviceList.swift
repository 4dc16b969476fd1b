import Dispatch
import Synchronization
import UserMediaCore

/// The devices that a program may see, and what became of them since it last looked (Media Capture
/// and Streams, 9.2.1, "device change notification steps").
final class DeviceList: Sendable {
  private let hub: DeviceHub
  private let exposure: DeviceExposure
  let operations = SerialOperations()
  private let state = Mutex(State())

  /// Changes that come together are told together: a camera has several nodes, and udev changes
  /// them when they are there.
  private static let pause = DispatchTimeInterval.milliseconds(50)

  private struct State {
    var watches: [DeviceWatch] = []
    var exposed: [Entry]?
    var isScheduled = false
    var changed: (@Sendable (DeviceChange) -> Void)?
  }

  /// What tells two exposed devices apart.
  private struct Entry: Hashable {
    let kind: MediaDeviceKind
    let deviceId, label, groupId: String

    init(_ device: MediaDeviceInfo) {
      kind = device.kind
      deviceId = device.deviceId
      label = device.label
      groupId = device.groupId
    }
  }

  init(_ hub: DeviceHub, exposure: DeviceExposure) {
    self.hub = hub
    self.exposure = exposure
  }

  /// Microphones, then cameras, each with the default first; of a kind that may not be exposed one
  /// without a name.
  func current() async -> [MediaDeviceInfo] {
    var list: [MediaDeviceInfo] = []
    for kind in [MediaDeviceKind.audioinput, .videoinput] {
      let devices = await hub.devices(kind)
      if await exposure.allows(kind) {
        list += devices.map { InputDeviceInfo($0) }
      } else if let first = devices.first {
        list.append(InputDeviceInfo(hiding: first))
      }
    }
    return list
  }

  /// Gives every device another id.
  func forgetIds() {
    hub.identity.forget()
    schedule()
  }

  /// Calls `changed` from now on each time that the list is another one.
  func watch(_ changed: @escaping @Sendable (DeviceChange) -> Void) {
    state.withLock { $0.changed = changed }
    operations.enqueue { [weak self] in
      guard let self else { return }
      let watches = await hub.watch { [weak self] in self?.schedule() }
      let exposed = await current().map(Entry.init)
      state.withLock { state in
        state.watches = watches
        state.exposed = exposed
      }
    }
  }

  /// Looks at the devices in a moment, once for all that happens until then.
  func schedule() {
    let isFirst = state.withLock { state in
      defer { state.isScheduled = true }
      return !state.isScheduled
    }
    guard isFirst else { return }
    DispatchQueue.global().asyncAfter(deadline: .now() + Self.pause) { [weak self] in
      guard let self else { return }
      state.withLock { $0.isScheduled = false }
      operations.enqueue { [weak self] in await self?.compare() }
    }
  }

  private func compare() async {
    let devices = await current()
    let exposed = devices.map(Entry.init)
    let (before, changed) = state.withLock { state in
      defer { state.exposed = exposed }
      return (state.exposed, state.changed)
    }
    guard let before, let changed, before != exposed else { return }
    let known = Set(before)
    changed(
      DeviceChange(
        devices: devices,
        userInsertedDevices: zip(devices, exposed).filter { !known.contains($1) }.map(\.0)))
  }
}
