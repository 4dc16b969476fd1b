import ArgumentParser
import UserMedia

struct TranslateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "translate",
    _superCommandName: "usermedia",
    abstract: "Translate constraints between outdated syntaxes and the current one.",
    discussion: """
      Without an argument, reads one JSON text per line from standard input, each the argument of an \
      old or current getUserMedia call, and writes one line for each: \
      {"constraints":…,"notes":[{"path","kind","message"}]} or {"error":{"name","message"}}. A blank \
      line is an error too. Exit status 0 if all lines were read, whatever they contained. Constraints \
      given as an argument may span lines; an error in them goes to standard error, with exit status 2.
      """)

  @Argument(help: ArgumentHelp("The constraints to translate.", valueName: "JSON|@FILE|-"))
  var constraints: String?

  @Option(help: "The syntax of the constraints; auto detects it.")
  var from = Dialect.auto

  @Option(help: "The syntax to translate to; not auto.")
  var to = Dialect.current

  @Option(help: "Produce the best output, or the same as adapter.js.")
  var compat = TranslationOptions.Compatibility.best

  @Option(
    help: """
      Whether syntax that no browser accepted is an error, or is read member by member with a note. A \
      requirement that cannot be expressed is an error in both.
      """)
  var strictness = TranslationOptions.Strictness.strict

  @Option(help: "The versions of Chrome whose parser to follow.")
  var generation = TranslationOptions.ChromeGeneration.from50

  @Flag(help: "Read adjacent equal bounds, such as minWidth and maxWidth, as an ideal value.")
  var foldIdeals = false

  @Option(
    help: ArgumentHelp(
      "The devices, as `devices --json` prints them, for constraints that only a device's label can express.",
      valueName: "F.json"))
  var devicesFile: String?

  @Flag(help: "Report every change and error on standard error, by line.")
  var report = false

  func validate() throws {
    if to == .auto { throw ValidationError("--to cannot be auto") }
    try checkDevicesFile(devicesFile)
  }

  func run() async throws {
    try await reportingFailure {
      let devices = try devicesFile.map { try DevicesFile(path: $0).devices }
      let options = TranslationOptions(
        strictness: strictness, generation: generation, compatibility: compat,
        foldsIdeals: foldIdeals, devices: devices?.map(TranslationOptions.Device.init))
      let report = report ? TranslationReport() : nil
      let (from, to) = (from, to)
      if let constraints, constraints != "-" {
        let value = try readConstraints(constraints, mayBeBare: from == .string)
        let translation = try Translation(value, from: from, to: to, options: options)
        report?.add(.success(translation))
        report?.finish()
        return try printLines([translation.json])
      }
      // Reports must be in the order of the lines.
      try answerLines(inParallel: report == nil) { line, output in
        let result = Result { try Translation(line.value, from: from, to: to, options: options) }
        report?.add(result)
        output.append(try result.get())
      }
      report?.finish()
    }
  }
}

extension TranslationOptions.Device {
  fileprivate init(_ device: CandidateDevice) {
    self.init(
      deviceId: device.deviceId, label: device.description.label, kind: device.description.kind)
  }
}

extension Translation {
  fileprivate var json: String {
    var writer = JSONWriter()
    writer.append(self)
    return writer.withBytes { String(decoding: $0, as: UTF8.self) }
  }
}

extension JSONWriter {
  fileprivate mutating func append(_ translation: Translation) {
    append(constant: #"{"constraints":"#)
    append(value: translation.value)
    append(constant: #","notes":["#)
    for (index, note) in translation.notes.enumerated() {
      append(constant: index == 0 ? #"{"path":"# : #",{"path":"#)
      append(pathOf: note)
      append(constant: #","kind":"#)
      append(quoting: note.kind.rawValue)
      append(constant: #","message":"#)
      append(quoting: note.message)
      append(constant: "}")
    }
    append(constant: "]}")
  }
}
