import ArgumentParser
import UserMedia

struct DevicesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "devices",
    _superCommandName: "usermedia",
    abstract: "List cameras and microphones and what they can do.",
    discussion: """
      For each pixel format of a camera, the largest size at each rate is shown; --modes shows all.

      If cameras or microphones can't be listed, for example because the sound server doesn't answer, the other devices \
      are listed, the error goes to standard error, and the exit status is 2.
      """)

  @OptionGroup var devices: DeviceOptions

  @Flag(help: "List every mode of each camera.")
  var modes = false

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
        try printText(infos.flatMap { $0.lines(allModes: modes) })
      } else if failures.isEmpty {
        writeDiagnosticLine("No camera or microphone was found.")
      }
      for failure in failures { writeDiagnosticLine(describe(failure)) }
      if !failures.isEmpty { throw ExitCode(2) }
    }
  }
}
