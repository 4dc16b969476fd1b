import Synchronization
import UserMediaCore

/// What the program is allowed (Permissions, `Permissions`).
public final class Permissions: Sendable {
  let policy: any PermissionPolicy
  let exposure: DeviceExposure
  private let state = Mutex(State())

  private struct State {
    var statuses: [PermissionName: WeakReference<PermissionStatus>] = [:]
    /// The live tracks of this navigator.
    var tracks: [ObjectIdentifier: WeakReference<MediaStreamTrack>] = [:]
  }

  init(_ policy: any PermissionPolicy) {
    self.policy = policy
    exposure = DeviceExposure(policy)
  }

  /// What is decided about a permission, now and as it changes.
  public func query(_ name: PermissionName) async -> PermissionStatus {
    let now = await decision(on: name)
    let status = state.withLock { state in
      if let status = state.statuses[name]?.value { return status }
      let status = PermissionStatus(name, now)
      state.statuses[name] = WeakReference(status)
      return status
    }
    status.update(now)
    return status
  }

  /// Takes a permission back: live tracks of its kind end, and it is asked for again (Media Capture
  /// and Streams, 4.3.1, "permission revoked").
  public func revoke(_ name: PermissionName) async {
    await policy.revoke(name)
    if let kind = name.deviceKind { exposure.remove(kind) }
    let tracks = state.withLock { $0.tracks.values.compactMap(\.value) }
    for track in tracks where track.device.permission == name { track.revoke() }
    await refresh([name])
  }

  /// Asks for `names`, and tells those who look at them.
  func request(_ names: Set<PermissionName>) async -> PermissionState {
    let answer = await policy.request(names)
    await refresh(names)
    return answer
  }

  /// What is decided: about displays never that they may be captured (Screen Capture, 9.1).
  private func decision(on name: PermissionName) async -> PermissionState {
    let state = await policy.query(name)
    return name == .displayCapture && state == .granted ? .prompt : state
  }

  private func refresh(_ names: Set<PermissionName>) async {
    for name in names {
      guard let status = state.withLock({ $0.statuses[name]?.value }) else { continue }
      status.update(await decision(on: name))
    }
  }

  /// Notes a track that a revocation ends.
  func add(_ track: MediaStreamTrack) {
    state.withLock { $0.tracks[ObjectIdentifier(track)] = WeakReference(track) }
  }

  /// Forgets a track that is about to go.
  func remove(_ track: ObjectIdentifier) {
    state.withLock { _ = $0.tracks.removeValue(forKey: track) }
  }
}

extension PermissionName {
  /// The devices that it is about; `nil` for displays, which are no devices to be listed.
  fileprivate var deviceKind: MediaDeviceKind? {
    switch self {
    case .camera: .videoinput
    case .microphone: .audioinput
    case .displayCapture: nil
    }
  }
}
