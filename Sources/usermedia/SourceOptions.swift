import ArgumentParser
import UserMedia

/// The camera and the microphone to use, by name.
struct SourceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Use this camera: its label, part of it, its device node or its id.", valueName: "NAME"))
  var camera: String?

  @Option(
    help: ArgumentHelp(
      "Use this microphone: its label, part of it, its sound server's name or its id.",
      valueName: "NAME"))
  var microphone: String?

  func validate() throws {
    for (option, name) in [("--camera", camera), ("--microphone", microphone)] {
      if name?.isEmpty == true { throw ValidationError("\(option) needs a name") }
    }
  }

  /// Throws for names beside constraints in an outdated syntax, or beside a display.
  func validate(with dialect: ConstraintDialect = .current, beside display: String? = nil) throws {
    if !isEmpty && display != nil {
      throw ValidationError("--display cannot be combined with --camera or --microphone")
    }
    if !isEmpty && dialect != .current {
      throw ValidationError("--camera and --microphone need --dialect current")
    }
  }

  /// Whether neither was given.
  var isEmpty: Bool { camera == nil && microphone == nil }

  /// Requires the named devices in constraints in the current syntax, and requests their kinds.
  /// Throws `NotFoundError` for a name that no device has, or more than one.
  func apply(to value: ConstraintValue, among devices: [CandidateDevice]) throws -> ConstraintValue
  {
    guard case .object(var members) = value else { return value }
    for (member, option, name, kind) in [
      ("video", "--camera", camera, MediaDeviceKind.videoinput),
      ("audio", "--microphone", microphone, .audioinput),
    ] {
      guard let name else { continue }
      let device = try Self.device(
        named: name, devices.filter { $0.description.kind == kind }, option)
      var track: ConstraintValue.Members = [:]
      if case .object(let given)? = members[member] { track = given }
      if track["deviceId"] != nil {
        writeDiagnosticLine("constraints: \(member).deviceId: ignored: \(option) takes precedence")
      }
      track["deviceId"] = ["exact": .string(device.deviceId)]
      members[member] = .object(track)
    }
    return .object(members)
  }

  /// The device whose id, address or label is the name; otherwise the one whose label contains it,
  /// ignoring case.
  private static func device(
    named name: String, _ devices: [CandidateDevice], _ option: String
  ) throws -> CandidateDevice {
    let path = resolvedPath(name) ?? name
    let key = name.lowercased()
    let noun = option == "--camera" ? "camera" : "microphone"
    let tests: [(CandidateDevice) -> Bool] = [
      { $0.deviceId == name || $0.description.address == path || $0.description.address == name },
      { $0.description.label.lowercased() == key },
      { $0.description.label.lowercased().contains(key) },
    ]
    for test in tests {
      let found = devices.filter(test)
      if found.count > 1 {
        throw DOMException(
          .notFound, "\(option) \(name): several \(noun)s match: " + list(found))
      }
      if let device = found.first { return device }
    }
    throw DOMException(
      .notFound,
      "\(option) \(name): "
        + (devices.isEmpty ? "no \(noun) was found" : "no match among " + list(devices)))
  }

  private static func list(_ devices: [CandidateDevice]) -> String {
    devices.map { device in
      let label = device.description.label
      return label.isEmpty
        ? device.deviceId.quoted : "\(label.quoted) (\(device.description.address))"
    }.joined(separator: ", ")
  }
}

extension MediaDevices {
  /// The cameras and microphones that can be chosen.
  func candidateDevices() async -> [CandidateDevice] {
    await enumerateDevices().compactMap { device in
      (device as? InputDeviceInfo).map { info in
        CandidateDevice(
          description: info.deviceDescription, deviceId: info.deviceId, groupId: info.groupId)
      }
    }
  }
}
