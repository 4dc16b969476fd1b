import ArgumentParser
import UserMedia

struct SelectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "select",
    abstract: "Choose devices and settings from a list, without touching any device.",
    discussion: """
      Standard input has one JSON text a line, the argument of getUserMedia. Each is answered by \
      one line that tells what is chosen for each kind that is requested, \
      {"video":{"deviceId","label","settings":{…},"fitnessDistance","mode":{…}},"audio":{…}}, the \
      mode being what the camera runs in for the settings, or \
      {"error":{"name","message"}}, with "constraint" and "failures" when no device can do what \
      is required; also a blank line, which is no JSON text. Exit status 0 when all lines were \
      read, whatever was in them. A microphone of which the file does not say \
      "processesByDefault":false has its sound processed unless it is asked not to, as in browsers; \
      this machine's microphones say so.
      """)

  @Option(
    help: ArgumentHelp("The devices, as `devices --json` prints them.", valueName: "F.json"))
  var devicesFile: String

  @Option(
    help: ArgumentHelp(
      "The syntax of the constraints.", valueName: "current|webkit|moz|string"))
  var dialect = ConstraintDialect.current

  func validate() throws {
    try checkDevicesFile(devicesFile)
  }

  func run() async throws {
    try await reportingFailure {
      let devices = try DevicesFile(path: devicesFile).devices
      let dialect = dialect.dialect
      try answerLines { line, output in
        let constraints = try MediaStreamConstraints(line.value, dialect: dialect)
        output.append(value: try choices(for: constraints, among: devices))
      }
    }
  }

  /// What `getUserMedia` would choose first; throws what it would throw.
  private func choices(
    for constraints: MediaStreamConstraints, among devices: [CandidateDevice]
  ) throws -> ConstraintValue {
    var choices = ConstraintValue.Members()
    for (kind, constraints) in try constraints.requestedKinds() {
      let constraints = constraints.naming(default: devices.default(kind))
      let devices = devices.filter(constraints.permits)
      guard let selection = try selectSettings(for: constraints, kind: kind, among: devices).first
      else { throw DOMException.noDevice(of: kind) }
      let device = devices[selection.deviceIndex]
      var choice: ConstraintValue.Members = [
        "deviceId": .string(device.deviceId), "label": .string(device.description.label),
        "settings": selection.settings.value,
        "fitnessDistance": .number(selection.fitnessDistance),
      ]
      choice["mode"] = selection.mode(of: device)
      choices[kind == .videoinput ? "video" : "audio"] = .object(choice)
    }
    return .object(choices)
  }
}

extension Selection {
  /// The mode that a camera runs in; `nil` for a microphone and where the camera tells none.
  fileprivate func mode(of device: CandidateDevice) -> ConstraintValue? {
    guard case .video(let video) = configuration, settings.width != nil else { return nil }
    var mode: ConstraintValue.Members = [
      "width": .number(Double(video.width)), "height": .number(Double(video.height)),
    ]
    if let rate = video.frameRate { mode["frameRate"] = .number(rate.framesPerSecond) }
    if device.description.videoModes.contains(where: { $0.pixelFormat == video.pixelFormat }) {
      mode["pixelFormat"] = .string(video.pixelFormat.description)
    }
    return .object(mode)
  }
}
