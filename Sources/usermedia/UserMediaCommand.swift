import ArgumentParser
import Glibc

@main
enum Program {
  static func main() async {
    // A reader that goes away is an error of writing, which is told, and not the end of everything.
    signal(SIGPIPE, SIG_IGN)
    // So is a file that reaches the limit of setrlimit(2).
    signal(SIGXFSZ, SIG_IGN)
    await UserMediaCommand.main()
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
