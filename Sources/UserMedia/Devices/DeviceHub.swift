import UserMediaConstraints
import UserMediaCore

/// The devices of one ``DeviceSet``, with the ids that programs see.
struct DeviceHub: Sendable {
  let set: DeviceSet
  let identity: DeviceIdentity

  init(_ set: DeviceSet, identity: DeviceIdentity = .ofProgram) {
    self.set = set
    self.identity = identity
  }

  /// The devices of a kind that are currently present: the default first, loudspeaker monitors
  /// last.
  ///
  /// - Throws: a ``CaptureError`` if none can be listed because the system that owns them does not
  ///   respond.
  func devices(_ kind: MediaDeviceKind) async throws(CaptureError) -> [Device] {
    switch kind {
    case .videoinput: try await firstGroup(set.cameras.map { $0.map(Driver.camera) }, kind)
    case .audioinput: try await firstGroup(set.microphones.map { $0.map(Driver.microphone) }, kind)
    case .audiooutput: []
    }
  }

  /// The devices of a kind that have one of these ids; empty if finding them would require listing
  /// all.
  func devices(_ kind: MediaDeviceKind, named ids: Set<String>) async -> [Device] {
    guard case .videoinput = kind, let drivers = set.cameras.first else { return [] }
    var devices: [Device] = []
    for driver in drivers {
      let descriptions = await driver.driver.devices { [identity] id in
        ids.contains(identity.deviceId(kind, id))
      }
      devices += self.devices(descriptions, of: .camera(driver), kind)
    }
    return devices
  }

  /// The screens and windows that can be captured now, under their driver's names. Such names
  /// reveal nothing about the hardware and do not persist.
  /// - Throws: a ``DOMException`` named `NotFoundError` or `NotSupportedError` if there are none.
  func surfaces() async throws -> [Device] {
    let surfaces = try await set.displays.surfaces()
    guard let cameras = set.displays.cameras else { return [] }
    return surfaces.map { surface in
      Device(
        candidate: CandidateDevice(
          description: surface, deviceId: surface.id, groupId: surface.groupId),
        driver: .camera(cameras), identity: identity)
    }
  }

  /// Calls `changed` whenever devices of these kinds may have come or gone, while the result is
  /// held.
  func watch(
    _ kinds: [MediaDeviceKind], _ changed: @escaping @Sendable () -> Void
  ) async -> [DeviceWatch] {
    var drivers: [any CaptureDriver] = []
    if kinds.contains(.videoinput) { drivers += set.cameras.joined().map(\.driver) }
    if kinds.contains(.audioinput) { drivers += set.microphones.joined().map(\.driver) }
    var watches: [DeviceWatch] = []
    for driver in drivers {
      if let watch = await driver.watchDevices(changed) { watches.append(watch) }
    }
    return watches
  }

  private func firstGroup(
    _ groups: [[Driver]], _ kind: MediaDeviceKind
  ) async throws(CaptureError) -> [Device] {
    for (index, group) in groups.enumerated() {
      var devices: [Device] = []
      var failure: CaptureError?
      for driver in group {
        do throws(CaptureError) {
          devices += try await self.devices(of: driver)
        } catch {
          failure = failure ?? error
        }
      }
      if devices.isEmpty {
        // Stand-ins replace missing devices, but not devices that do not respond, nor those of a
        // sound server that has none at the moment.
        if let failure { throw failure }
        if group.contains(where: \.isSystemPresent) { break }
        continue
      }
      if groups.count > 1 { StandInNotice.shared.update(kind, isStandIn: index > 0) }
      return devices.filter(\.isPreferred) + devices.filter { !$0.isPreferred && !$0.isMonitor }
        + devices.filter(\.isMonitor)
    }
    return []
  }

  private func devices(of driver: Driver) async throws(CaptureError) -> [Device] {
    let (descriptions, kind): ([DeviceDescription], MediaDeviceKind) =
      switch driver {
      case .camera(let owner): (try await owner.driver.listDevices(), .videoinput)
      case .microphone(let owner): (try await owner.driver.listDevices(), .audioinput)
      }
    return devices(descriptions, of: driver, kind)
  }

  private func devices(
    _ descriptions: [DeviceDescription], of driver: Driver, _ kind: MediaDeviceKind
  ) -> [Device] {
    descriptions.filter { $0.kind == kind }.map { description in
      Device(
        candidate: CandidateDevice(
          description: description, deviceId: identity.deviceId(description),
          groupId: identity.groupId(description)),
        driver: driver, identity: identity)
    }
  }
}
