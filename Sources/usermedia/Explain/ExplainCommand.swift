import ArgumentParser
import Glibc
import UserMedia

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    _superCommandName: "usermedia",
    abstract: "Explain why a request gets the device that it gets, or none.",
    discussion: """
      Shows every device and mode, how far each is from the constraints, and why it was not chosen, \
      and warns of interlaced cameras. The machine's devices are opened briefly, best first, until one \
      can be used, to find those that are busy or forbidden. With --devices-file no device is opened. \
      Misspelled, misplaced and outdated names are reported on standard error.
      """)

  @Option(
    help: ArgumentHelp(
      "The constraints (default: audio and video).", valueName: "JSON|@FILE|-"))
  var constraints: String?

  @Option(
    help: ArgumentHelp(
      "The syntax of the constraints.", valueName: "current|webkit|moz|string"))
  var dialect = ConstraintDialect.current

  @Option(
    help: ArgumentHelp(
      "Choose from these devices, as `devices --json` prints them.", valueName: "F.json"))
  var devicesFile: String?

  @OptionGroup var sources: SourceOptions

  @OptionGroup var devices: DeviceOptions

  func validate() throws {
    try sources.validate(with: dialect)
    if constraints == "-" { try checkDevicesFile(devicesFile) }
  }

  func run() async throws {
    try await reportingFailure {
      var wish = try CaptureWish(text: constraints, dialect: dialect)
      wish.reportIgnoredParts()
      var explanations: [Explanation] = []
      if let devicesFile {
        let devices = try DevicesFile(path: devicesFile).devices
        try wish.require(sources, among: devices)
        explanations = try wish.current().requestedKinds().map { kind, constraints in
          Explanation(of: constraints, kind: kind, among: devices, reasonForHiding: { _ in nil })
        }
      } else {
        let navigator = devices.navigator
        Interruption.exitsInOrder()
        let devices = await navigator.mediaDevices.candidateDevices()
        try wish.require(sources, among: devices)
        for (kind, constraints) in try wish.current().requestedKinds() {
          var explanation = Explanation(
            of: constraints, kind: kind, among: devices, reasonForHiding: \.reasonForHiding)
          await explanation.tryCandidates(navigator)
          explanations.append(explanation)
        }
      }
      var lines = explanations.flatMap(\.lines)
      if explanations.count > 1, explanations.contains(where: { $0.failure != nil }) {
        lines.append("The request as a whole fails: it returns every requested kind, or nothing.")
      }
      try printText(lines)
    }
  }
}

extension CandidateDevice {
  /// Why a camera of this machine lists no modes; `nil` if it lists any.
  fileprivate var reasonForHiding: DOMException? {
    guard description.kind == .videoinput, description.videoModes.isEmpty else { return nil }
    if access(description.address, R_OK | W_OK) == 0 {
      return DOMException(.notReadable, "\(description.address) offers no mode")
    }
    let cause = SystemCause(call: "access", errno: errno)
    return DOMException(
      .notAllowed, "\(description.address) cannot be opened (\(cause))", cause: cause)
  }
}
