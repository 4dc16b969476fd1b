import Dispatch
import UserMediaConstraints
import UserMediaCore

/// The one operation beneath every API: from constraints to a stream (Media Capture and Streams,
/// 10.2, `getUserMedia`; step numbers in comments refer to it).
struct UserMediaRequest: Sendable {
  let hub: DeviceHub
  let permissions: Permissions
  let queue: DispatchQueue

  /// An available device, with the settings it would run in.
  struct Candidate: Sendable {
    let device: DeviceHub.Device
    let selection: Selection
  }

  /// What is requested of one kind.
  struct Wish: Sendable {
    let kind: MediaDeviceKind
    let name: PermissionName
    let constraints: MediaTrackConstraints
    /// The devices that meet the constraints, best first; after step 8 only those allowed.
    var candidates: [Candidate] = []
    /// After step 8, other suitable devices that were not prompted for, because a better one counts
    /// as granted.
    var others: [Candidate] = []
  }

  /// The grant of each permission that a request holds; see ``Permissions/grants``.
  private typealias Grants = [PermissionName: Int]

  /// Opens what the constraints request, with `display` instead of a camera (Screen Capture, 5.1).
  ///
  /// Throws TypeError, OverconstrainedError, DOMException or CancellationError, and releases every
  /// device it opened.
  func run(
    _ constraints: MediaStreamConstraints, displaying display: DisplayWish?
  ) async throws -> MediaStream {
    // Steps 1 and 2.
    let requested = try constraints.requestedKinds(display: display != nil)
    var wishes: [Wish] = []
    for (kind, constraints) in requested {
      let isDisplay = kind == .videoinput && display != nil
      let name = isDisplay ? .displayCapture : PermissionName(kind)
      wishes.append(Wish(kind: kind, name: name, constraints: constraints))
    }
    // Step 4.
    guard wishes.map(\.name).allSatisfy(permissions.policy.allowsUse) else {
      throw Self.permissionFailure()
    }
    var surfaces: [DeviceHub.Device] = []
    for index in wishes.indices {  // Step 6.
      let wish = wishes[index]
      if let display, wish.name == .displayCapture {
        surfaces = try await self.surfaces(display, wish.constraints)
        continue
      }
      do {
        wishes[index].candidates = try await candidates(wish.kind, wish.constraints)
      } catch let error as TypeError {
        throw error
      } catch {
        throw await failure(error, of: wish.kind, requested: wishes.map(\.name))
      }
    }
    // A permission revoked during the prompt, or before the devices are open, is not granted.
    let grants = permissions.grants
    wishes = try await permitted(wishes)  // Step 8.
    for index in wishes.indices where wishes[index].name == .displayCapture {
      guard let chosen = try await choose(among: surfaces, wishes[index].constraints) else {
        throw Self.permissionFailure()
      }
      wishes[index].candidates = [chosen]
    }
    var tracks: [MediaStreamTrack] = []
    do {
      for wish in wishes {  // Step 11.
        tracks.append(try await open(wish, grants))
        try Task.checkCancellation()
      }
      if tracks.contains(where: \.isRevoked) { throw Self.permissionFailure() }
    } catch {
      for track in tracks { track.stop() }
      throw error
    }
    // Step 10. Permission to see a screen does not expose the cameras.
    permissions.exposure.add(wishes.filter { $0.name != .displayCapture }.map(\.kind))
    return MediaStream(tracks, queue: queue, wasActive: true)
  }

  /// The part of a failure that may be reported before anything is allowed: if permission is
  /// denied, only that ("specific failure is allowed"); a constraint's name only if the devices may
  /// be exposed.
  private func failure(
    _ error: any Error, of kind: MediaDeviceKind, requested: [PermissionName]
  ) async -> any Error {
    // A denial by the system itself includes its cause.
    if let error = error as? DOMException, error.name == DOMException.Name.notAllowed.rawValue {
      return error
    }
    for name in requested where await permissions.decision(on: name) == .denied {
      return Self.permissionFailure()
    }
    if error is OverconstrainedError, await !permissions.exposure.allows(kind) {
      return OverconstrainedError(
        constraint: "",
        message: "no device meets the constraints (the failed one is only named to programs that "
          + "may use such devices)")
    }
    return error
  }

  static func permissionFailure() -> DOMException {
    DOMException(.notAllowed, "denied by the permission policy")
  }

  /// Step 6: the devices that meet the constraints, best first.
  private func candidates(
    _ kind: MediaDeviceKind, _ constraints: MediaTrackConstraints
  ) async throws -> [Candidate] {
    // If a device is named, try that one alone; if it fails, the error must cover all devices.
    let named = Set(constraints.basic.deviceId?.exact?.values ?? [])
    if !named.isEmpty, !named.contains("default"),
      let found = try? await candidates(
        kind, constraints, among: await hub.devices(kind, named: named))
    {
      return found
    }
    let all: [DeviceHub.Device]
    do throws(CaptureError) { all = try await hub.devices(kind) } catch { throw error.domException }
    return try await candidates(kind, constraints, among: all)
  }

  private func candidates(
    _ kind: MediaDeviceKind, _ constraints: MediaTrackConstraints, among all: [DeviceHub.Device]
  ) async throws -> [Candidate] {
    let constraints = constraints.naming(default: all.map(\.candidate).default(kind))
    let devices = all.filter { constraints.permits($0.candidate) }
    if devices.isEmpty { throw DOMException.noDevice(of: kind) }
    let readable = devices.filter { !$0.isHidden }
    if readable.isEmpty { throw await devices[0].reasonForHiding() }
    let selections = try Selection.selectSettings(
      for: constraints, kind: kind, among: readable.map(\.candidate))
    return selections.map { Candidate(device: readable[$0.deviceIndex], selection: $0) }
  }

  /// Step 11: the best device that can be opened. If none of those that count as granted can,
  /// requests permission for the others.
  private func open(_ wish: Wish, _ grants: Grants) async throws -> MediaStreamTrack {
    do {
      return try await open(wish.candidates, wish.constraints, grants)
    } catch  where !wish.others.isEmpty && !(error is CancellationError) {
      let failure = error
      let others: [Candidate]
      do { others = try await permitted(wish.others, of: wish.name) } catch is DOMException {
        throw failure
      }
      return try await open(others, wish.constraints, grants)
    }
  }

  /// Step 11: the best device that can be opened.
  private func open(
    _ candidates: [Candidate], _ constraints: MediaTrackConstraints, _ grants: Grants
  ) async throws -> MediaStreamTrack {
    var firstFailure: CaptureError?
    var unmet: OverconstrainedError?
    for candidate in candidates {
      do throws(CaptureError) {
        let track = try await open(candidate, constraints, grants)
        // Step 12: what the driver actually delivers must still meet the requirements.
        let kind = candidate.device.candidate.description.kind
        let named = constraints.naming(default: candidate.device.defaultCandidate)
        if let failed = unmetConstraint(track.getSettings(), named.basic, kind: kind) {
          unmet =
            unmet
            ?? track.notGiven(
              failed, of: candidate.selection, from: track.input, as: track.getSettings())
          track.stop()
        } else {
          return track
        }
      } catch {
        firstFailure = firstFailure ?? error
      }
      try Task.checkCancellation()
    }
    if let unmet { throw unmet }
    throw firstFailure?.domException ?? DOMException(.notFound, "no device was found")
  }

  private func open(
    _ candidate: Candidate, _ constraints: MediaTrackConstraints, _ grants: Grants
  ) async throws(CaptureError) -> MediaStreamTrack {
    let device = candidate.device.candidate
    let input: TrackInput
    switch (candidate.device.driver, candidate.selection.configuration) {
    case (.camera(let owner), .video(let wanted)):
      let port = TrackPort<VideoFrame>()
      let source = owner.source(of: device.description)
      input = .camera(
        source, port,
        try await source.attach(
          port, wanting: wanted, controls: candidate.selection.settings.controls))
    case (.microphone(let owner), .audio(let wanted)):
      let port = TrackPort.audio()
      var wanted = wanted
      wanted.mayMove = constraints.acceptsAnyDevice
      let source = owner.source(of: device.description, wanted)
      input = .microphone(source, port, try await source.attach(port, wanting: wanted))
    case (.camera, .audio), (.microphone, .video):
      preconditionFailure("settings of the other kind were selected")
    }
    let info = InputDeviceInfo(candidate.device)
    return MediaStreamTrack(
      input: input, device: info, constraints: constraints, selected: candidate.selection.settings,
      queue: queue, permissions: permissions, grant: grants[info.permission, default: 0])
  }
}

extension MediaTrackConstraints {
  /// Whether the constraints accept any device, or name only `default`. Such a microphone follows
  /// the default and may be moved; one that is named in any other way stays.
  var acceptsAnyDevice: Bool {
    ([basic] + (advanced ?? [])).allSatisfy { set in
      set.groupId == nil
        && [set.deviceId?.exact, set.deviceId?.ideal].allSatisfy { names in
          names.map { $0.values == ["default"] } ?? true
        }
    }
  }
}
