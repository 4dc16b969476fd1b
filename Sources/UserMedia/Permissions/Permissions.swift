import Dispatch
import Synchronization
import UserMediaCore

/// What the program is allowed (Permissions, `Permissions`).
public final class Permissions: Sendable {
  let policy: any PermissionPolicy
  let exposure: DeviceExposure
  private let hub: DeviceHub
  private let queue: DispatchQueue
  private let state = Mutex(State())

  private struct State {
    var statuses: [WeakReference<PermissionStatus>] = []
    /// The tracks of this navigator, and which grant of its permission each is from.
    var tracks: [ObjectIdentifier: (track: WeakReference<MediaStreamTrack>, grant: Int)] = [:]
    /// How often each permission was taken back.
    var revocations: [PermissionName: Int] = [:]
    /// How often it was asked what is decided: of two answers that come in another order, the one
    /// to the later question counts.
    var questions = 0
  }

  /// - Parameter queue: where handlers run.
  init(_ policy: any PermissionPolicy, hub: DeviceHub, queue: DispatchQueue) {
    self.policy = policy
    self.hub = hub
    self.queue = queue
    exposure = DeviceExposure(policy)
  }

  /// What is decided about a permission, now and as it changes: by the policy, and by the system
  /// where it closes every camera to the user.
  public func query(_ name: PermissionName) async -> PermissionStatus {
    let number = nextQuestion()
    let status = PermissionStatus(name, await decision(on: name), question: number, queue: queue)
    // Statuses that are looked at may be released by this: after the lock.
    let (isNewest, _) = state.withLock { state in
      let known = state.statuses.map { ($0, $0.value) }
      state.statuses = known.filter { $0.1 != nil }.map(\.0) + [WeakReference(status)]
      return (state.questions == number, known.map(\.1))
    }
    if !isNewest { await refresh([name]) }
    return status
  }

  /// Takes a permission back: live tracks of its kind end, and it is asked for again (Media Capture
  /// and Streams, 4.3.1, "permission revoked").
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

  /// Asks for `names`, and tells those who look at them.
  func request(_ names: Set<PermissionName>) async -> PermissionState {
    let answer = await policy.request(names)
    await refresh(names)
    return answer
  }

  /// What is decided: about displays never that they may be captured (Screen Capture, 9.1).
  func decision(on name: PermissionName) async -> PermissionState {
    let state = await policy.query(name)
    switch name {
    case .displayCapture: return state == .granted ? .prompt : state
    case .camera where state != .denied: return state.weaker(await hub.decisionOnCameras())
    case .camera, .microphone: return state
    }
  }

  /// Tells those who look at a permission what is decided now.
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

  /// What tells each permission from the same one after it was taken back.
  var grants: [PermissionName: Int] { state.withLock { $0.revocations } }

  /// Notes a track that a revocation ends.
  /// - Returns: whether its permission was not taken back since the `grant` that it is from.
  func add(_ track: MediaStreamTrack, grant: Int) -> Bool {
    let name = track.device.permission
    return state.withLock { state in
      state.tracks[ObjectIdentifier(track)] = (WeakReference(track), grant)
      return state.revocations[name, default: 0] == grant
    }
  }

  /// Whether a live track is from the device, with a permission that was not taken back: such a
  /// device counts as granted (Media Capture and Streams, 10.2, step 8). A screen or a window never
  /// does, because a person chooses one each time (Screen Capture, 9.1).
  func hasLiveTrack(of device: DeviceHub.Device) -> Bool {
    guard device.candidate.description.display == nil else { return false }
    let name = PermissionName(device.candidate.description.kind)
    let tracks = state.withLock { state in
      let grant = state.revocations[name, default: 0]
      return state.tracks.values.filter { $0.grant == grant }.compactMap(\.track.value)
    }
    return tracks.contains { $0.readyState == .live && $0.device.isSame(as: device) }
  }

  /// Forgets a track that is about to go.
  func remove(_ track: ObjectIdentifier) {
    state.withLock { _ = $0.tracks.removeValue(forKey: track) }
  }
}

extension PermissionState {
  /// The one that allows less.
  fileprivate func weaker(_ other: PermissionState) -> PermissionState {
    [.denied, .prompt].first { $0 == self || $0 == other } ?? .granted
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
