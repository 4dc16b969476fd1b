package import UserMediaConstraints
import UserMediaCore

/// The stream that one request asks for.
package enum RequestedStream: Sendable {
  /// Cameras and microphones.
  case devices(MediaStreamConstraints)
  /// A screen or a window instead of a camera.
  case display(MediaStreamConstraints, DisplayWish)

  /// Throws `TypeError` if nothing is requested (Media Capture and Streams, 10.2, steps 1 and 2).
  package func check() throws {
    switch self {
    case .devices(let constraints): _ = try constraints.requestedKinds()
    case .display(let constraints, _): _ = try constraints.requestedKinds(display: true)
    }
  }
}

extension UserMediaRequest {
  /// Opens the requested stream; see ``run(_:displaying:)``.
  func run(_ requested: RequestedStream) async throws -> MediaStream {
    switch requested {
    case .devices(let constraints): try await run(constraints, displaying: nil)
    case .display(let constraints, let wish): try await run(constraints, displaying: wish)
    }
  }

  /// The acceptable surfaces, preferred ones first (Screen Capture, 5.4, `displaySurface`).
  ///
  /// Throws a ``DOMException`` named `NotFoundError` or `NotSupportedError` if there are none;
  /// never opens a camera instead.
  func surfaces(
    _ wish: DisplayWish, _ constraints: MediaTrackConstraints
  ) async throws -> [DeviceHub.Device] {
    let all = try await hub.surfaces()
    let matching = all.filter { surface in
      let description = surface.candidate.description
      return description.display.map { wish.types.contains($0.type) } ?? false
        && wish.id.map(description.isNamed) ?? true
    }
    if matching.isEmpty {
      let wanted = wish.id.map { "\"\($0)\"" } ?? "what is asked for"
      throw DOMException(.notFound, "no screen and no window is \(wanted)")
    }
    let rank = matching.map { constraints.preference(for: $0.candidate) }
    return matching.indices.sorted { (rank[$0], $0) < (rank[$1], $1) }.map { matching[$0] }
  }

  /// The surface that the user or a policy chooses, with its settings; `nil` if none may be
  /// captured.
  func choose(
    among surfaces: [DeviceHub.Device], _ constraints: MediaTrackConstraints
  ) async throws -> Candidate? {
    let chosen = await permissions.policy.choose(among: surfaces.map(\.candidate.description))
    try Task.checkCancellation()
    guard let device = surfaces.first(where: { $0.candidate.description.id == chosen?.id }) else {
      return nil
    }
    return Candidate(
      device: device,
      selection: try Selection.selectSettings(for: constraints, of: device.candidate))
  }
}

extension MediaTrackConstraints {
  /// How far a surface is from the program's preference.
  fileprivate func preference(for surface: CandidateDevice) -> Double {
    var settings = MediaTrackSettings()
    settings.deviceId = surface.deviceId
    settings.displaySurface = surface.description.display?.type
    let wish = MediaTrackConstraintSet(
      deviceId: .init(ideal: basic.deviceId?.ideal),
      displaySurface: .init(ideal: basic.displaySurface?.ideal))
    return fitnessDistance(settings, wish, kind: .videoinput)
  }
}

extension DeviceDescription {
  /// Whether the program's choice matches this surface: by id, by a window's hexadecimal number or
  /// title, as the whole screen, or as any window.
  fileprivate func isNamed(_ name: String) -> Bool {
    if name == id || name == "screen" && isDefault { return true }
    if name == "window" { return display?.type == .window }
    guard display?.type == .window, let colon = name.firstIndex(of: ":"),
      name[..<colon] == "window"
    else { return false }
    let rest = name[colon...].dropFirst()
    if rest == label { return true }
    guard rest.hasPrefix("0x"), let number = UInt32(rest.dropFirst(2), radix: 16) else {
      return false
    }
    return id == "window:\(number)"
  }
}
