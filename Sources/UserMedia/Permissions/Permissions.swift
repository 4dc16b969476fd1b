import Dispatch
import Synchronization
import UserMediaCore

/// The program's permissions (Permissions, `Permissions`).
public final class Permissions: Sendable {
  let policy: any PermissionPolicy
  let exposure: DeviceExposure
  private let hub: DeviceHub
  private let queue: DispatchQueue
  private let state = Mutex(State())

  private struct State {
    var statuses: [WeakReference<PermissionStatus>] = []
    /// This navigator's tracks, each with the grant it was created under.
    var tracks: [ObjectIdentifier: (track: WeakReference<MediaStreamTrack>, grant: Int)] = [:]
    /// How often each permission was revoked.
    var revocations: [PermissionName: Int] = [:]
    /// The number of queries so far. If answers arrive out of order, the one to the latest query
    /// wins.
    var questions = 0
  }

  /// - Parameter queue: where handlers run.
  init(_ policy: any PermissionPolicy, hub: DeviceHub, queue: DispatchQueue) {
    self.policy = policy
    self.hub = hub
    self.queue = queue
    exposure = DeviceExposure(policy)
  }

  /// The live state of a permission, as decided by the policy, and by the system if it denies the
  /// user access to every camera.
  public func query(_ name: PermissionName) async -> PermissionStatus {
    let number = nextQuestion()
    let status = PermissionStatus(name, await decision(on: name), question: number, queue: queue)
    // This may release observed statuses, so do it after the lock.
    let (isNewest, _) = state.withLock { state in
      let known = state.statuses.map { ($0, $0.value) }
      state.statuses = known.filter { $0.1 != nil }.map(\.0) + [WeakReference(status)]
      return (state.questions == number, known.map(\.1))
    }
    if !isNewest { await refresh([name]) }
    return status
  }

  /// Revokes a permission: live tracks of its kind end, and the next request prompts again (Media
  /// Capture and Streams, 4.3.1, "permission revoked").
  public func revoke(_ name: PermissionName) async {
    await policy.revoke(name)
    let tracks = state.withLock { state in
      state.revocations[name, default: 0] += 1
      return state.tracks.values.compactMap(\.track.value)
    }
    if let kind = name.deviceKind { exposure.remove(kind) }
    for track in tracks where track.device.permission == name { track.revoke() }
    await refresh([name])
  }

  /// Requests `names`, and updates the observed statuses.
  func request(_ names: Set<PermissionName>) async -> PermissionState {
    let answer = await policy.request(names)
    await refresh(names)
    return answer
  }

  /// The current decision; never `granted` for displays (Screen Capture, 9.1).
  func decision(on name: PermissionName) async -> PermissionState {
    let state = await policy.query(name)
    switch name {
    case .displayCapture: return state == .granted ? .prompt : state
    case .camera where state != .denied: return state.weaker(await hub.decisionOnCameras())
    case .camera, .microphone: return state
    }
  }

  /// Updates the observed statuses of permissions.
  func refresh(_ names: Set<PermissionName>) async {
    let number = nextQuestion()
    let statuses = state.withLock { $0.statuses.compactMap(\.value) }
    for name in Set(statuses.map(\.name)).intersection(names) {
      let now = await decision(on: name)
      for status in statuses where status.name == name { status.update(now, question: number) }
    }
  }

  private func nextQuestion() -> Int {
    state.withLock { state in
      state.questions += 1
      return state.questions
    }
  }

  /// Distinguishes each permission's grants before and after a revocation.
  var grants: [PermissionName: Int] { state.withLock { $0.revocations } }

  /// Records a track that a revocation ends.
  /// - Returns: whether its permission was not taken back since the `grant` that it is from.
  func add(_ track: MediaStreamTrack, grant: Int) -> Bool {
    let name = track.device.permission
    return state.withLock { state in
      state.tracks[ObjectIdentifier(track)] = (WeakReference(track), grant)
      return state.revocations[name, default: 0] == grant
    }
  }

  /// Whether a live track uses the device under a permission that was not revoked: such a device
  /// counts as granted (Media Capture and Streams, 10.2, step 8). A screen or window never does,
  /// because the user chooses one each time (Screen Capture, 9.1).
  func hasLiveTrack(of device: DeviceHub.Device) -> Bool {
    guard device.candidate.description.display == nil else { return false }
    let name = PermissionName(device.candidate.description.kind)
    let tracks = state.withLock { state in
      let grant = state.revocations[name, default: 0]
      return state.tracks.values.filter { $0.grant == grant }.compactMap(\.track.value)
    }
    return tracks.contains { $0.readyState == .live && $0.device.isSame(as: device) }
  }

  /// Removes a track that is about to be released.
  func remove(_ track: ObjectIdentifier) {
    state.withLock { _ = $0.tracks.removeValue(forKey: track) }
  }
}

extension PermissionState {
  /// The more restrictive of the two.
  fileprivate func weaker(_ other: PermissionState) -> PermissionState {
    [.denied, .prompt].first { $0 == self || $0 == other } ?? .granted
  }
}

extension PermissionName {
  /// The kind of device it applies to; `nil` for displays, which are not listed as devices.
  fileprivate var deviceKind: MediaDeviceKind? {
    switch self {
    case .camera: .videoinput
    case .microphone: .audioinput
    case .displayCapture: nil
    }
  }
}
