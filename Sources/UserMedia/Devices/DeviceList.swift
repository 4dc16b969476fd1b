import Dispatch
import Synchronization
import UserMediaCore

/// The devices that a program may see, and how they changed since it last saw them (Media Capture
/// and Streams, 9.2.1, "device change notification steps").
final class DeviceList: Sendable {
  private let hub: DeviceHub
  private let exposure: DeviceExposure
  let operations = SerialOperations()
  private let state = Mutex(State())

  /// Runs a function after a short delay, so that several changes are reported as one.
  typealias Debounce = @Sendable (@escaping @Sendable () -> Void) -> Void

  private let debounce: Debounce

  private struct State {
    /// `nil` while there are no listeners.
    var watches: [DeviceWatch]?
    /// What the program last saw, in a list or in an event. If devices change between a list and
    /// the first listener, that listener gets an event.
    var known: [DeviceHub.Device]?
    /// Whether a comparison is scheduled or queued.
    var isScheduled = false
    /// Whether a check of the demand is queued.
    var isFollowing = false
    var demand: Demand?
  }

  /// The consumer of changes.
  private struct Demand {
    let isThere: @Sendable () -> Bool
    let changed: @Sendable (DeviceChange) -> Void
  }

  /// What distinguishes two exposed devices.
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

  /// A list that reports changes in quick succession as one: a camera has several nodes, and udev
  /// modifies them after they appear.
  init(
    _ hub: DeviceHub, exposure: DeviceExposure,
    debounce: @escaping Debounce = {
      DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(50), execute: $0)
    }
  ) {
    self.hub = hub
    self.exposure = exposure
    self.debounce = debounce
  }

  /// Microphones, then cameras, each with the default first. A kind that must not be exposed is
  /// represented by one nameless device; a kind that the policy can never allow is omitted (Media
  /// Capture and Streams, 9.2, `enumerateDevices`, "allowed to use").
  /// - Parameter failed: called for each kind whose devices can't be listed.
  func current(failed: (CaptureError) -> Void = { _ in }) async -> [MediaDeviceInfo] {
    // After the initial check that watching starts with, so that a change after this list is
    // reported.
    let (devices, failures) = await operations.run { [self] in
      var failures: [CaptureError] = []
      let listed = await self.devices { failures.append($0) }
      state.withLock { if $0.watches == nil { $0.known = listed } }
      return (listed, failures)
    }
    for failure in failures { failed(failure) }
    return await exposed(devices)
  }

  /// The kinds that could be listed.
  private var kinds: [MediaDeviceKind] { [.audioinput, .videoinput].filter(exposure.canAllow) }

  private func devices(
    failed: (CaptureError) -> Void = { _ in }
  ) async -> [DeviceHub.Device] {
    var devices: [DeviceHub.Device] = []
    for kind in kinds {
      do throws(CaptureError) {
        devices += try await hub.devices(kind)
      } catch {
        // The driver logs it as well.
        failed(error)
      }
    }
    return devices
  }

  /// The part of the devices' information that may be exposed now.
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

  /// Gives every device a new id.
  func forgetIds() {
    hub.identity.forget()
    schedule()
  }

  /// Calls `changed` whenever the list has changed, as long as `isWanted` returns true; see
  /// ``demandChanged()``.
  func onChange(
    _ changed: @escaping @Sendable (DeviceChange) -> Void,
    while isWanted: @escaping @Sendable () -> Bool
  ) {
    state.withLock { $0.demand = Demand(isThere: isWanted, changed: changed) }
    demandChanged()
  }

  private var isWanted: Bool { state.withLock(\.demand)?.isThere() ?? false }

  /// Starts or stops watching the devices, depending on the demand when the operation runs.
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
    var known = isWanted ? seen : nil
    if isWanted, known == nil { known = await devices() }
    let old = state.withLock { state in
      defer { (state.watches, state.known) = (watches, known) }
      return state.watches
    }
    // Calls into the driver hold no lock.
    withExtendedLifetime(old) {}
    if isWanted, seen != nil { schedule() }
  }

  /// Schedules one check of the devices, for all changes until then.
  func schedule() {
    let isFirst = state.withLock { state in
      defer { state.isScheduled = true }
      return !state.isScheduled
    }
    guard isFirst else { return }
    debounce { [weak self] in
      guard let self else { return }
      operations.enqueue { [weak self] in await self?.compare() }
    }
  }

  private func compare() async {
    // Clear this first: a change from here on may be missed below. Changes before this point wait
    // for this check instead of piling up behind a slow driver.
    state.withLock { $0.isScheduled = false }
    let (isWatching, known, demand) = state.withLock { ($0.watches != nil, $0.known, $0.demand) }
    guard isWatching, let known, let demand else { return }
    let devices = await devices()
    state.withLock { $0.known = devices }
    // Compare both as exposed now: newly exposed information is not a device change.
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
  /// The driver's name for it, unique among its kind.
  fileprivate var name: String { candidate.lastingName }
}

extension InputDeviceInfo {
  /// The same; `nil` for a hidden device.
  fileprivate var name: String? { isHidden ? nil : candidate.lastingName }
}

extension CandidateDevice {
  fileprivate var lastingName: String { "\(description.kind.rawValue) \(description.id)" }
}
