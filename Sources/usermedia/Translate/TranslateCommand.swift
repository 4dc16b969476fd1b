import ArgumentParser
import UserMedia

struct TranslateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "translate",
    abstract: "Translate constraints between outdated syntaxes and the current one.",
    discussion: """
      Standard input has one JSON text a line: the argument of getUserMedia in the syntax of its \
      time. Each is answered by one line, {"constraints":…,"notes":[{"path","kind","message"}]} or \
      {"error":{"name","message"}}; also a blank one, which is no JSON text. Exit status 0 when \
      all lines were read, whatever was in them.
      """)

  @Option(help: "The syntax that the constraints are written in; auto recognises it.")
  var from: Dialect

  @Option(help: "The syntax to write them in: any but auto.")
  var to: Dialect

  @Option(help: "Whose output: the best there is, or adapter.js's own.")
  var compat = TranslationOptions.Compatibility.best

  @Option(
    help: """
      Whether syntax that no browser read is an error, or is read member by member with a note. What \
      is required and cannot be said is an error in both.
      """)
  var strictness = TranslationOptions.Strictness.strict

  @Option(help: "The Chrome whose reading of its own syntax counts.")
  var generation = TranslationOptions.ChromeGeneration.from50

  @Flag(help: "Read neighbours like minWidth and maxWidth of one value as an ideal again.")
  var foldIdeals = false

  @Option(
    help: ArgumentHelp(
      "The devices, for wishes that can be said by a device's label only.", valueName: "F.json"))
  var devicesFile: String?

  @Flag(help: "Tell on standard error, line by line, what was changed or lost.")
  var report = false

  func validate() throws {
    if to == .auto { throw ValidationError("--to auto is no syntax to write") }
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
      // What a person reads of the lines is in their order.
      try answerLines(inParallel: report == nil) { line, output in
        let result = Result { try translate(line.value, from: from, to: to, options: options) }
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
