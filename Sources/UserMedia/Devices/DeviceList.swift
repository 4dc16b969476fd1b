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

  /// Calls a function in a moment.
  typealias InAMoment = @Sendable (@escaping @Sendable () -> Void) -> Void

  private let inAMoment: InAMoment

  private struct State {
    var watches: [DeviceWatch] = []
    /// The devices that were there when it last looked.
    var known: [DeviceHub.Device]?
    var isScheduled = false
    var changed: (@Sendable (DeviceChange) -> Void)?
  }

  /// What tells two exposed devices apart.
  private struct Entry: Hashable {
    let kind: MediaDeviceKind
    let deviceId, label, groupId: String

    init(_ device: InputDeviceInfo) {
      kind = device.kind
      deviceId = device.deviceId
      label = device.label
      groupId = device.groupId
    }
  }

  /// A list that tells changes together that come within a moment: a camera has several nodes, and
  /// udev changes them when they are there.
  init(
    _ hub: DeviceHub, exposure: DeviceExposure,
    inAMoment: @escaping InAMoment = {
      DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(50), execute: $0)
    }
  ) {
    self.hub = hub
    self.exposure = exposure
    self.inAMoment = inAMoment
  }

  /// Microphones, then cameras, each with the default first; of a kind that may not be exposed one
  /// without a name.
  func current() async -> [MediaDeviceInfo] {
    // After the look that watching begins with, so that a change after this list is told.
    if state.withLock({ $0.changed != nil }) { await operations.run {} }
    return await exposed(await devices())
  }

  private static let kinds = [MediaDeviceKind.audioinput, .videoinput]

  private func devices() async -> [DeviceHub.Device] {
    var devices: [DeviceHub.Device] = []
    for kind in Self.kinds { devices += await hub.devices(kind) }
    return devices
  }

  /// What may be told of devices now.
  private func exposed(_ devices: [DeviceHub.Device]) async -> [InputDeviceInfo] {
    var list: [InputDeviceInfo] = []
    for kind in Self.kinds {
      let devices = devices.filter { $0.candidate.description.kind == kind }
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
      let known = await devices()
      state.withLock { state in
        state.watches = watches
        state.known = known
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
    inAMoment { [weak self] in
      guard let self else { return }
      state.withLock { $0.isScheduled = false }
      operations.enqueue { [weak self] in await self?.compare() }
    }
  }

  private func compare() async {
    let devices = await devices()
    let (known, changed) = state.withLock { state in
      defer { state.known = devices }
      return (state.known, state.changed)
    }
    guard let known, let changed else { return }
    // Both as they may be told now: that more may be told is no change of the devices.
    let (before, now) = (await exposed(known), await exposed(devices))
    guard before.map(Entry.init) != now.map(Entry.init) else { return }
    let names = Set(known.map(\.name))
    let inserted = now.filter { device in
      device.name.map { !names.contains($0) } ?? !before.contains { $0.kind == device.kind }
    }
    changed(DeviceChange(devices: now, userInsertedDevices: inserted))
  }
}

extension DeviceHub.Device {
  /// What the driver knows it by, among those of its kind.
  fileprivate var name: String { candidate.lastingName }
}

extension InputDeviceInfo {
  /// The same; `nil` of one that is hidden.
  fileprivate var name: String? { isHidden ? nil : candidate.lastingName }
}

extension CandidateDevice {
  fileprivate var lastingName: String { "\(description.kind.rawValue) \(description.id)" }
}
