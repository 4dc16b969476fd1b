import ArgumentParser
import UserMedia

struct DevicesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "devices",
    abstract: "List cameras and microphones with their capabilities and modes.",
    discussion: """
      If cameras or microphones can't be listed, for example because the sound server doesn't answer, the other devices \
      are listed, the error goes to standard error, and the exit status is 2.
      """)

  @OptionGroup var devices: DeviceOptions

  @Flag(help: "Print one JSON object, which `select --devices-file` reads.")
  var json = false

  func run() async throws {
    Interruption.exitsInOrder()
    try await reportingFailure {
      let (all, failures) = await devices.navigator.mediaDevices.enumerateDevicesAndFailures()
      let infos = all.compactMap { $0 as? InputDeviceInfo }
      if json {
        try printLines([ConstraintValue.object(["devices": .array(infos.map(\.json))]).json])
      } else if !infos.isEmpty {
        try printLines(infos.flatMap(\.lines))
      } else if failures.isEmpty {
        writeDiagnosticLine("No camera or microphone was found.")
      }
      for failure in failures { writeDiagnosticLine(describe(failure)) }
      if !failures.isEmpty { throw ExitCode(2) }
    }
  }
}
