import ArgumentParser
import UserMedia

/// The devices that a subcommand uses.
enum DeviceChoice: String, ExpressibleByArgument, CaseIterable {
  case system
  case synthetic
  case auto

  var set: DeviceSet {
    switch self {
    case .system: .system
    case .synthetic: .synthetic
    case .auto: .auto
    }
  }
}

struct DeviceOptions: ParsableArguments {
  @Option(
    name: .customLong("devices"),
    help: ArgumentHelp(
      "Whose devices: the machine's, a test pattern and a tone, or (auto) the machine's where it has any.",
      valueName: "system|synthetic|auto"))
  var choice = DeviceChoice.auto

  /// Named, so that device ids are the same wherever the command is installed.
  var navigator: Navigator {
    Navigator(devices: choice.set, identity: DeviceIdentity(named: "usermedia"))
  }
}
