import UserMediaCore

// Permission for devices (Media Capture and Streams, 10.2, step 8). A device with a live track
// under the same permission counts as granted: there is no second prompt.

extension UserMediaRequest {
  /// Requests permission for all kinds at once, and removes the candidates that are not allowed.
  /// Throws a ``DOMException`` named `NotAllowedError` if a kind has no candidate left, or
  /// CancellationError.
  func permitted(_ wishes: [Wish]) async throws -> [Wish] {
    var wishes = wishes
    var names: Set<PermissionName> = []
    for index in wishes.indices where await !wishes[index].takeGranted(from: permissions) {
      names.insert(wishes[index].name)
    }
    if names.isEmpty { return wishes }
    try await request(names)
    for index in wishes.indices
    where names.contains(wishes[index].name) && wishes[index].name != .displayCapture {
      wishes[index].candidates = try await allowedBySystem(wishes[index].candidates)
    }
    return wishes
  }

  /// Requests permission for the remaining devices; throws like ``permitted(_:)``.
  func permitted(
    _ candidates: [Candidate], of name: PermissionName
  ) async throws -> [Candidate] {
    try await request([name])
    return try await allowedBySystem(candidates)
  }

  private func request(_ names: Set<PermissionName>) async throws {
    let answer = await permissions.request(names)
    try Task.checkCancellation()
    guard answer == .granted else { throw Self.permissionFailure() }
  }

  /// The candidates that the system allows; it may prompt the user. Throws a ``DOMException`` named
  /// `NotAllowedError` if there are none, or CancellationError.
  private func allowedBySystem(_ candidates: [Candidate]) async throws -> [Candidate] {
    var permitted: [Candidate] = []
    var answers: [ObjectIdentifier: Bool] = [:]
    for candidate in candidates {
      guard let gate = candidate.device.gate, !permissions.hasLiveTrack(of: candidate.device) else {
        permitted.append(candidate)
        continue
      }
      let key = ObjectIdentifier(gate)
      if answers[key] == nil {
        answers[key] = await gate.ask() ?? false
        try Task.checkCancellation()
        await permissions.refresh([.camera])
      }
      if answers[key] == true { permitted.append(candidate) }
    }
    guard !permitted.isEmpty else {
      throw DOMException(.notAllowed, "the desktop does not allow this program to use cameras")
    }
    return permitted
  }
}

extension UserMediaRequest.Wish {
  /// Keeps only the candidates that count as granted, if no prompt is needed: when the best one
  /// does, or when the others are denied anyway (step 6.7).
  /// - Returns: whether no prompt is needed.
  fileprivate mutating func takeGranted(from permissions: Permissions) async -> Bool {
    let isLive = candidates.map { permissions.hasLiveTrack(of: $0.device) }
    guard isLive.contains(true) else { return false }
    let live = zip(candidates, isLive).filter(\.1).map(\.0)
    if isLive[0] {
      others = zip(candidates, isLive).filter { !$0.1 }.map(\.0)
    } else if await permissions.decision(on: name) != .denied {
      return false
    }
    candidates = live
    return true
  }
}
