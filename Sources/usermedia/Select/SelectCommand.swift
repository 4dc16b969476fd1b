import ArgumentParser
import UserMedia

struct SelectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "select",
    _superCommandName: "usermedia",
    abstract: "Choose devices and settings from a list, without opening any device.",
    discussion: """
      Reads one JSON text per line from standard input, each the argument of a getUserMedia call, and \
      writes one line for each: the choice for each requested kind, \
      {"video":{"deviceId","label","settings":{…},"fitnessDistance","mode":{…}},"audio":{…}}, where mode \
      is the camera's own mode behind the settings, or {"error":{"name","message"}}, with "constraint" \
      and "failures" if no device meets the requirements. A blank line is an error too. Exit status 0 if \
      all lines were read, whatever they contained. Microphones process sound by default, as in \
      browsers, unless the file has "processesByDefault":false, as `devices --json` prints for this \
      machine's.
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

  /// `getUserMedia`'s first choice; throws what it would throw.
  private func choices(
    for constraints: MediaStreamConstraints, among devices: [CandidateDevice]
  ) throws -> ConstraintValue {
    var choices = ConstraintValue.Members()
    for (kind, constraints) in try constraints.requestedKinds() {
      let constraints = constraints.naming(default: devices.default(kind))
      let devices = devices.filter(constraints.permits)
      guard
        let selection = try Selection.selectSettings(for: constraints, kind: kind, among: devices)
          .first
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
  /// The mode to run a camera in; `nil` for a microphone, and for a camera that lists none.
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
