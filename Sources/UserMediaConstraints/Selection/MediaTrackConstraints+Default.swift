package import UserMediaCore

extension MediaTrackConstraints {
  /// The constraints with the device id `"default"`, Chromium's alias, replaced by the id of the
  /// system's default device.
  package func naming(default device: CandidateDevice?) -> MediaTrackConstraints {
    guard let id = device?.deviceId else { return self }
    var named = self
    named.basic = basic.naming(default: id)
    named.advanced = advanced?.map { $0.naming(default: id) }
    return named
  }
}

extension [CandidateDevice] {
  /// The system's default device of a kind; `nil` if none is marked as the default.
  package func `default`(_ kind: MediaDeviceKind) -> CandidateDevice? {
    first { $0.description.kind == kind && $0.description.isDefault }
  }
}

extension MediaTrackConstraintSet {
  fileprivate func naming(default id: String) -> MediaTrackConstraintSet {
    guard var wish = deviceId else { return self }
    wish.exact = wish.exact?.naming(default: id)
    wish.ideal = wish.ideal?.naming(default: id)
    var named = self
    named.deviceId = wish
    return named
  }
}

extension DOMStringOrList {
  fileprivate func naming(default id: String) -> DOMStringOrList {
    func name(_ value: String) -> String { value == "default" ? id : value }
    return switch self {
    case .string(let value): .string(name(value))
    case .list(let values): .list(values.map(name))
    }
  }
}
