import Dispatch
import Synchronization
import UserMediaCore

/// The devices that a program may see, and how they changed since it last saw them (Media Capture and
/// Streams, 9.2.1, "device change notification steps").
final class DeviceList: Sendable {
  private let hub: DeviceHub
  private let exposure: DeviceExposure
  let operations = SerialOperations()
  private let state = Mutex(State())

  /// Calls a function in a moment.
  typealias InAMoment = @Sendable (@escaping @Sendable () -> Void) -> Void

  private let inAMoment: InAMoment

  private struct State {
    /// `nil` while nobody listens.
    var watches: [DeviceWatch]?
    /// What the program last saw, in a list or an event. What changes between a list and the first
    /// listener is an event for that.
    var known: [DeviceHub.Device]?
    /// Whether a comparison is due, or in line.
    var isScheduled = false
    /// Whether a look at the demand is in line.
    var isFollowing = false
    var demand: Demand?
  }

  /// Who wants to know of changes.
  private struct Demand {
    let isThere: @Sendable () -> Bool
    let changed: @Sendable (DeviceChange) -> Void
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
  /// without a name, and of one that the policy can never allow none (Media Capture and Streams,
  /// 9.2, `enumerateDevices`, "allowed to use").
  func current() async -> [MediaDeviceInfo] {
    // After the look that watching begins with, so that a change after this list is told.
    if isWanted { await operations.run {} }
    let devices = await devices()
    state.withLock { if $0.watches == nil { $0.known = devices } }
    return await exposed(devices)
  }

  /// The kinds that there can be devices of.
  private var kinds: [MediaDeviceKind] { [.audioinput, .videoinput].filter(exposure.canAllow) }

  private func devices() async -> [DeviceHub.Device] {
    var devices: [DeviceHub.Device] = []
    // The driver logs why it cannot list any.
    for kind in kinds { devices += (try? await hub.devices(kind)) ?? [] }
    return devices
  }

  /// What may be told of devices now.
  private func exposed(_ devices: [DeviceHub.Device]) async -> [InputDeviceInfo] {
    var list: [InputDeviceInfo] = []
    for kind in kinds {
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

  /// Calls `changed` each time that the list is another one, for as long as `isWanted` says so; see
  /// ``demandChanged()``.
  func onChange(
    _ changed: @escaping @Sendable (DeviceChange) -> Void,
    while isWanted: @escaping @Sendable () -> Bool
  ) {
    state.withLock { $0.demand = Demand(isThere: isWanted, changed: changed) }
    demandChanged()
  }

  private var isWanted: Bool { state.withLock(\.demand)?.isThere() ?? false }

  /// Begins or stops to watch the devices, as is wanted when its turn comes.
  func demandChanged() {
    let isFirst = state.withLock { state in
      defer { state.isFollowing = true }
      return !state.isFollowing
    }
    if isFirst { operations.enqueue { [weak self] in await self?.followDemand() } }
  }

  private func followDemand() async {
    state.withLock { $0.isFollowing = false }
    let isWanted = isWanted
    let (isWatching, seen) = state.withLock { ($0.watches != nil, $0.known) }
    guard isWanted != isWatching else { return }
    let watches = isWanted ? await hub.watch(kinds) { [weak self] in self?.schedule() } : nil
    let known = isWanted ? seen == nil ? await devices() : seen : nil
    let old = state.withLock { state in
      defer { (state.watches, state.known) = (watches, known) }
      return state.watches
    }
    // A driver is told under no lock.
    withExtendedLifetime(old) {}
    if isWanted, seen != nil { schedule() }
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
      operations.enqueue { [weak self] in await self?.compare() }
    }
  }

  private func compare() async {
    // First: what changes from here on may be missed below. Until here, changes wait for this look,
    // and do not pile up behind a driver that takes its time.
    state.withLock { $0.isScheduled = false }
    let (isWatching, known, demand) = state.withLock { ($0.watches != nil, $0.known, $0.demand) }
    guard isWatching, let known, let demand else { return }
    let devices = await devices()
    state.withLock { $0.known = devices }
    // Both as they may be told now: that more may be told is no change of the devices.
    let (before, now) = (await exposed(known), await exposed(devices))
    guard before.map(Entry.init) != now.map(Entry.init) else { return }
    let names = Set(known.map(\.name))
    let inserted = now.filter { device in
      device.name.map { !names.contains($0) } ?? !before.contains { $0.kind == device.kind }
    }
    demand.changed(DeviceChange(devices: now, userInsertedDevices: inserted))
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
