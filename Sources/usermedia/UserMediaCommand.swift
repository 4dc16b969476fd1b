import ArgumentParser
import Glibc

@main
enum Program {
  static func main() async {
    occupyStandardStreams()
    // A reader that goes away is an error of writing, which is told, and not the end of everything.
    signal(SIGPIPE, SIG_IGN)
    // So is a file that reaches the limit of setrlimit(2).
    signal(SIGXFSZ, SIG_IGN)
    await UserMediaCommand.main()
  }
}

/// Has something at each of the numbers 0, 1 and 2 where the program was started without: a file that
/// is opened later would get the number, and have diagnostics written into it. Whoever reads or writes
/// there is told that it is not possible, as before.
private func occupyStandardStreams() {
  for (number, mode) in [
    (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
  ]
  where fcntl(number, F_GETFD) < 0 {
    // The lowest free number is given (open(2)), and those below are in use by now.
    _ = open("/dev/null", mode)
  }
}

struct UserMediaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "usermedia",
    abstract: "Cameras and microphones, asked for as web pages ask for them.",
    discussion: """
      Exit status: 0 when it worked; 2 after a line "NAME: message" on standard error; 64 for \
      wrong usage.
      """,
    subcommands: [
      DevicesCommand.self, CaptureCommand.self, TranslateCommand.self, SelectCommand.self,
      ExplainCommand.self,
    ])
}
