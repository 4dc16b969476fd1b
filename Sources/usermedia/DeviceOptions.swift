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
      "The devices to use: the machine's, synthetic ones, or (auto) the machine's if it has any.",
      valueName: "system|synthetic|auto"))
  var choice = DeviceChoice.auto

  /// Named, so that device ids are the same wherever the command is installed.
  var navigator: Navigator {
    Navigator(devices: choice.set, identity: DeviceIdentity(named: "usermedia"))
  }
}
