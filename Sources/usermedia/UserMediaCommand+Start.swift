import ArgumentParser

extension UserMediaCommand {
  /// Runs the command that the program's arguments name.
  static func main() async {
    guard var command = subcommand(for: CommandLine.arguments.dropFirst()) else {
      return await main(nil)
    }
    do { try await command.run() } catch { exit(withError: error) }
  }

  /// The parsed subcommand that the first argument names; `nil` if there is none, or its arguments
  /// ask for help or are invalid.
  ///
  /// Only a shortcut: whatever it leaves is up to the parser of the whole command. That one first
  /// looks for a request for a completion script, and parses the arguments for the root command,
  /// which is two fifths of the cost of parsing. A command with a super-command doesn't
  /// (swift-argument-parser, `checkForCompletionScriptRequest`).
  static func subcommand(for arguments: some Collection<String>) -> (any AsyncParsableCommand)? {
    let named = configuration.subcommands.first {
      $0.configuration.commandName == arguments.first && $0.configuration._superCommandName != nil
    }
    return try? named?.parseAsRoot(Array(arguments.dropFirst())) as? any AsyncParsableCommand
  }
}
