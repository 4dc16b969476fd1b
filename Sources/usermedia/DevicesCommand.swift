import ArgumentParser
import UserMedia

struct DevicesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "devices",
    abstract: "List cameras and microphones with their capabilities and modes.")

  @OptionGroup var devices: DeviceOptions

  @Flag(help: "Print one JSON object, which `select --devices-file` reads.")
  var json = false

  func run() async throws {
    Interruption.exitsInOrder()
    try await reportingFailure {
      let infos = await devices.navigator.mediaDevices.enumerateDevices()
        .compactMap { $0 as? InputDeviceInfo }
      if json {
        try printLines([ConstraintValue.object(["devices": .array(infos.map(\.json))]).json])
      } else if infos.isEmpty {
        writeDiagnosticLine("No camera and no microphone was found.")
      } else {
        try printLines(infos.flatMap(\.lines))
      }
    }
  }
}
