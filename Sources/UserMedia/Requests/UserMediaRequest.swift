import Dispatch
import UserMediaConstraints
import UserMediaCore

/// The one operation beneath every face: from constraints to a stream (Media Capture and Streams,
/// 10.2, `getUserMedia`; the comments count its steps).
struct UserMediaRequest: Sendable {
  let hub: DeviceHub
  let permissions: Permissions
  let queue: DispatchQueue

  /// A device that can be asked, with the settings it would run in.
  struct Candidate: Sendable {
    let device: DeviceHub.Device
    let selection: Selection
  }

  /// Which grant of each permission a request has; see ``Permissions/grants``.
  private typealias Grants = [PermissionName: Int]

  /// Opens what the constraints ask for; `display` in the place of a camera (Screen Capture, 5.1).
  ///
  /// Throws TypeError, OverconstrainedError, DOMException, or CancellationError with every device
  /// given back.
  func run(
    _ constraints: MediaStreamConstraints, displaying display: DisplayWish?
  ) async throws -> MediaStream {
    let requested = try constraints.requestedKinds()  // Steps 1 and 2.
    var candidates: [(MediaDeviceKind, MediaTrackConstraints, [Candidate])] = []
    var surfaces: [DeviceHub.Device] = []
    let names = requested.map { kind, _ in
      kind == .videoinput && display != nil ? .displayCapture : PermissionName(kind)
    }
    for (kind, constraints) in requested {  // Step 6.
      if kind == .videoinput, let display {
        surfaces = try await self.surfaces(display, constraints)
        continue
      }
      do {
        candidates.append((kind, constraints, try await self.candidates(kind, constraints)))
      } catch let error as TypeError {
        throw error
      } catch {
        throw await failure(error, of: kind, requested: names)
      }
    }
    // Step 8. What is taken back while it is asked for, or before the devices are open, is not
    // granted.
    let grants = permissions.grants
    let permission = await permissions.request(Set(names))
    try Task.checkCancellation()
    guard permission == .granted else { throw Self.permissionFailure() }
    for index in candidates.indices {
      candidates[index].2 = try await permitted(candidates[index].2)
    }
    if !surfaces.isEmpty, let wish = requested.first(where: { $0.kind == .videoinput }) {
      guard let chosen = try await choose(among: surfaces, wish.constraints) else {
        throw Self.permissionFailure()
      }
      candidates.append((.videoinput, wish.constraints, [chosen]))
    }
    var tracks: [MediaStreamTrack] = []
    do {
      for (_, constraints, candidates) in candidates {  // Step 11.
        tracks.append(try await open(candidates, constraints, grants))
        try Task.checkCancellation()
      }
      if tracks.contains(where: \.isRevoked) { throw Self.permissionFailure() }
    } catch {
      for track in tracks { track.stop() }
      throw error
    }
    // Step 10. Whoever may see a screen may not know cameras for it.
    permissions.exposure.add(
      requested.map(\.kind).filter { $0 != .videoinput || display == nil })
    return MediaStream(tracks, queue: queue, wasActive: true)
  }

  /// What may be told of a failure before anything is allowed: with a permission denied, only that
  /// ("specific failure is allowed"); of a constraint, its name only to who may know the devices.
  private func failure(
    _ error: any Error, of kind: MediaDeviceKind, requested: [PermissionName]
  ) async -> any Error {
    // The system's own no tells its cause.
    if let error = error as? DOMException, error.name == DOMException.Name.notAllowed.rawValue {
      return error
    }
    for name in requested where await permissions.decision(on: name) == .denied {
      return Self.permissionFailure()
    }
    if error is OverconstrainedError, await !permissions.exposure.allows(kind) {
      return OverconstrainedError(constraint: "", message: "no device can do what is required")
    }
    return error
  }

  private static func permissionFailure() -> DOMException {
    DOMException(.notAllowed, "the permission policy does not allow it")
  }

  /// Step 6: the devices that can do what is required, the best first.
  private func candidates(
    _ kind: MediaDeviceKind, _ constraints: MediaTrackConstraints
  ) async throws -> [Candidate] {
    // A device that is named is looked for alone; what fails then is to be told of all.
    let named = Set(constraints.basic.deviceId?.exact?.values ?? [])
    if !named.isEmpty, !named.contains("default"),
      let found = try? await candidates(
        kind, constraints, among: await hub.devices(kind, named: named))
    {
      return found
    }
    return try await candidates(kind, constraints, among: await hub.devices(kind))
  }

  private func candidates(
    _ kind: MediaDeviceKind, _ constraints: MediaTrackConstraints, among all: [DeviceHub.Device]
  ) async throws -> [Candidate] {
    let constraints = constraints.naming(default: all.map(\.candidate).default(kind))
    let devices = all.filter { constraints.permits($0.candidate) }
    if devices.isEmpty { throw DOMException.noDevice(of: kind) }
    let readable = devices.filter { !$0.isHidden }
    if readable.isEmpty { throw await devices[0].reasonForHiding() }
    let selections = try selectSettings(
      for: constraints, kind: kind, among: readable.map(\.candidate))
    return selections.map { Candidate(device: readable[$0.deviceIndex], selection: $0) }
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
        // Step 12: what the driver really gave must still be what is required.
        let kind = candidate.device.candidate.description.kind
        let named = constraints.naming(default: candidate.device.defaultCandidate)
        if let failed = unmetConstraint(track.getSettings(), named.basic, kind: kind) {
          track.stop()
          unmet = unmet ?? OverconstrainedError(notGiven: failed, by: candidate.device.candidate)
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
