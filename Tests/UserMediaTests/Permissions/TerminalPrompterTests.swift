import Glibc
import Testing
import UserMedia

/// The prompt at a terminal: a pseudo-terminal, with the test as the user.
@Suite(.timeLimit(.minutes(5))) struct TerminalPrompterTests {
  @Test(arguments: [
    ("y", PermissionAnswer(isAllowed: true)), ("No", PermissionAnswer(isAllowed: false)),
    ("always", PermissionAnswer(isAllowed: true, isLasting: true)),
    ("never", PermissionAnswer(isAllowed: false, isLasting: true)), ("", nil),
    ("what?\ny", PermissionAnswer(isAllowed: true)), ("1\ny", PermissionAnswer(isAllowed: true)),
  ]) func answers(typed: String, answer: PermissionAnswer?) async throws {
    let terminal = try Terminal()
    let asked = Task {
      await TerminalPrompter(terminal: terminal.path).ask(
        PermissionPrompt(names: [.camera, .microphone], descriptions: [.camera: "Shows you"]))
    }
    terminal.type(typed + "\n")
    #expect(await asked.value == answer)
    #expect(
      await terminal.shows(
        "\"Shows you\"\r\nMay this program use the camera and the microphone? [y/n/always/never] "))
  }

  @Test(arguments: [
    ("2", PermissionAnswer(isAllowed: true, surface: 1)), ("n", PermissionAnswer(isAllowed: false)),
    ("never", PermissionAnswer(isAllowed: false, isLasting: true)),
    ("y\n3\nyes\nalways\n2", PermissionAnswer(isAllowed: true, surface: 1)),
  ]) func surfaces(typed: String, answer: PermissionAnswer) async throws {
    let terminal = try Terminal()
    // A window's title must not affect the terminal.
    let surfaces = try await StandInDisplay(windows: ["A \u{1b}[31mletter"]).surfaces()
    let asked = Task {
      await TerminalPrompter(terminal: terminal.path).ask(
        PermissionPrompt(names: [.displayCapture], surfaces: surfaces))
    }
    terminal.type(typed + "\n")
    #expect(await asked.value == answer)
    #expect(
      await terminal.shows(
        "  1  Entire screen\r\n  2  A ?[31mletter\r\n"
          + "Which of these may this program see? [1-2/n/never] "))
  }

  @Test func withoutATerminalThereIsNoAnswer() async {
    let prompter = TerminalPrompter(terminal: "/dev/does-not-exist")
    #expect(await prompter.ask(PermissionPrompt(names: [.camera])) == nil)
  }

  @Test func cancellingEndsThePrompt() async throws {
    let terminal = try Terminal()
    let asked = Task {
      await TerminalPrompter(terminal: terminal.path).ask(PermissionPrompt(names: [.camera]))
    }
    asked.cancel()
    #expect(await asked.value == nil)
  }
}

/// A pseudo-terminal (pty(7)).
private final class Terminal: Sendable {
  private let master: Int32
  private let slave: Int32
  let path: String

  struct Unavailable: Error {}

  init() throws {
    var (master, slave): (Int32, Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 128)
    guard openpty(&master, &slave, &name, nil, nil) == 0 else { throw Unavailable() }
    // A read must never block: it would hold one of the few threads that tasks run on.
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
    self.master = master
    // Kept open: input typed while nothing has the terminal open would be lost.
    self.slave = slave
    path = name.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  deinit {
    close(slave)
    close(master)
  }

  func type(_ text: String) {
    var text = text
    _ = text.withUTF8 { write(master, $0.baseAddress, $0.count) }
  }

  /// Waits until a text is printed: the kernel delivers output with a delay.
  func shows(_ text: String) async -> Bool {
    var shown = ""
    while !Task.isCancelled {
      let bytes = [UInt8](unsafeUninitializedCapacity: 4096) {
        $1 = max(0, read(master, $0.baseAddress, 4096))
      }
      shown += String(decoding: bytes, as: UTF8.self)
      if shown.contains(text) { return true }
      try? await Task.sleep(for: .milliseconds(1))
    }
    return false
  }
}
