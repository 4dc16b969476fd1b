import ArgumentParser
import Glibc
import Logging
import UserMedia

@main
enum Program {
  static func main() async {
    occupyStandardStreams()
    // If a reader goes away, report a write error instead of terminating.
    signal(SIGPIPE, SIG_IGN)
    // The same for a file that reaches the limit of setrlimit(2).
    signal(SIGXFSZ, SIG_IGN)
    LoggingSystem.bootstrap { _ in SentenceLog() }
    UserMediaCommand.checkSubcommand(CommandLine.arguments.dropFirst())
    await UserMediaCommand.main()
  }
}

/// Opens /dev/null for any of the descriptors 0, 1 and 2 that is closed: otherwise the next file
/// opened would get that number, and diagnostics would be written into it. Reads and writes on it
/// still fail, as before.
private func occupyStandardStreams() {
  for (number, mode) in [
    (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
  ]
  where fcntl(number, F_GETFD) < 0 {
    // open(2) returns the lowest free descriptor, and the lower ones are in use by now.
    _ = open("/dev/null", mode)
  }
}

struct UserMediaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "usermedia",
    abstract: "Capture cameras, microphones and screens with the web's getUserMedia API.",
    discussion: """
      Exit status: 0 on success; 2 after a line "NAME: message" on standard error; 64 for a \
      usage error.

      For shell completion, evaluate the output of --generate-completion-script bash (or zsh, or \
      fish), for example in ~/.bashrc.
      """,
    version: "usermedia \(version)",
    subcommands: [
      DevicesCommand.self, CaptureCommand.self, RecordCommand.self, TranslateCommand.self,
      SelectCommand.self, ExplainCommand.self,
    ])

  /// Ends the program if the arguments begin with a subcommand that does not exist, and suggests the
  /// one that was meant.
  static func checkSubcommand(_ arguments: ArraySlice<String>) {
    guard let name = arguments.first(where: { $0 != "help" }), !name.hasPrefix("-") else { return }
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    if names.contains(name) { return }
    let suggestion =
      NearestName(names).nearest(to: name) ?? names.first { !name.isEmpty && $0.hasPrefix(name) }
    exit(
      withError: ValidationError(
        "Unknown subcommand '\(name.escapingControls)'."
          + (suggestion.map { " Did you mean '\($0)'?" } ?? "")))
  }
}
