import UserMedia

/// The outcome of a request for one kind of device.
struct Explanation {
  let constraints: MediaTrackConstraints
  let kind: MediaDeviceKind
  /// The devices that may be chosen.
  let candidates: [CandidateDevice]
  /// The devices that may not be chosen, and why.
  let excluded: [(device: CandidateDevice, reason: String)]
  /// A report on each candidate, best first.
  let reports: [CandidateReport]
  /// Why nothing can be chosen; `nil` if something can.
  let error: (any Error)?
  /// Why candidates could not be opened, by index.
  private(set) var troubles: [Int: any Error] = [:]

  /// - Parameter reasonForHiding: why a camera reports no capabilities, which excludes it; `nil` if
  ///   it may still be chosen.
  init(
    of constraints: MediaTrackConstraints, kind: MediaDeviceKind, among devices: [CandidateDevice],
    reasonForHiding: (CandidateDevice) -> DOMException?
  ) {
    let constraints = constraints.naming(default: devices.default(kind))
    var candidates: [CandidateDevice] = []
    var excluded: [(device: CandidateDevice, reason: String)] = []
    var hiding: DOMException?
    for device in devices where device.description.kind == kind {
      if !constraints.permits(device) {
        excluded.append((device, "it monitors a loudspeaker and was not requested by id"))
      } else if let reason = reasonForHiding(device) {
        hiding = hiding ?? reason
        excluded.append((device, describe(reason)))
      } else {
        candidates.append(device)
      }
    }
    self.constraints = constraints
    self.kind = kind
    self.candidates = candidates
    self.excluded = excluded
    reports = explainSelection(for: constraints, kind: kind, among: candidates)
    do {
      let selections = try Selection.selectSettings(for: constraints, kind: kind, among: candidates)
      error = selections.isEmpty ? hiding ?? .noDevice(of: kind) : nil
    } catch {
      self.error = error
    }
  }

  /// The report on the device that the request gets; `nil` if it gets none.
  var chosen: CandidateReport? {
    guard error == nil else { return nil }
    return reports.first { $0.selection != nil && troubles[$0.deviceIndex] == nil }
  }

  /// Why the request fails: the selection error, or why the best device could not be opened.
  var failure: (any Error)? {
    error ?? (chosen == nil ? reports.first.flatMap { troubles[$0.deviceIndex] } : nil)
  }

  /// Opens the suitable devices one by one until one can be used.
  mutating func tryCandidates(_ navigator: Navigator) async {
    while let report = chosen {
      do {
        try await open(candidates[report.deviceIndex], navigator)
        return
      } catch {
        troubles[report.deviceIndex] = error
      }
    }
  }

  /// Requests one device with the same constraints and releases it.
  private func open(_ device: CandidateDevice, _ navigator: Navigator) async throws {
    var only = constraints
    only.basic.deviceId = .exact(device.deviceId)
    let stream: MediaStream = try await navigator.mediaDevices.getUserMedia(
      kind == .videoinput
        ? MediaStreamConstraints(video: .constraints(only))
        : MediaStreamConstraints(audio: .constraints(only)))
    for track in stream.getTracks() { track.stop() }
  }
}
