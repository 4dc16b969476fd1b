#if Screen
import DisplayTestSupport
import FileTestSupport
import Foundation
import Testing
import UserMedia

/// The command with a screen.
@Suite(.enabled(if: PrivateDisplay.isExpected), .timeLimit(.minutes(5)))
struct ScreenCaptureTests {
  private let display: PrivateDisplay
  private let painter: Painter

  init() async throws {
    display = try await PrivateDisplay(width: 320, height: 240)
    painter = try Painter(display)
  }

  private func capture(_ arguments: String...) throws -> Command {
    try Command(["capture"] + arguments, environment: ["DISPLAY": display.name])
  }

  @Test(arguments: ["promise", "async"]) func aScreen(style: String) throws {
    painter.fill(width: 320, height: 120, 0xff0000)
    let directory = try TemporaryDirectory()
    let run = try capture(
      "--style", style, "--display", "screen", "--frames", "3", "--json", "--constraints",
      #"{"video":{"cursor":"never"}}"#, "--photo", directory.path("p.jpg"), "--video",
      directory.path("v.y4m"))
    #expect(run.status == 0, "\(run.errorOutput)")
    let track = try #require(try run.json["tracks"]?.elements.first)
    #expect(track["driver"] == "X11")
    #expect(track["address"] == "screen:0")
    #expect(track["settings"]?["displaySurface"] == "monitor")
    #expect(track["settings"]?["cursor"] == "never")
    let picture = try Picture(jpeg: directory.path("p.jpg"))
    #expect((picture.width, picture.height) == (320, 240))
    let video = try Data(contentsOf: URL(filePath: directory.path("v.y4m")))
    let header = try #require(video.firstIndex(of: UInt8(ascii: "\n")))
    #expect(String(decoding: video[..<header], as: UTF8.self).contains("W320 H240 F30:1"))
    // The luma of the first frame: red above black (ITU-R BT.601, limited range).
    let luma = video[(header + 1 + "FRAME\n".utf8.count)...].prefix(320 * 240)
    #expect(luma.prefix(320 * 100).allSatisfy { abs(Int($0) - 82) <= 2 })
    #expect(luma.suffix(320 * 100).allSatisfy { $0 == 16 })
  }

  @Test func aWindowByTitleAndByNumber() throws {
    let window = painter.window(
      x: 10, y: 10, width: 101, height: 77, color: 0xffffff, title: "A letter")
    for name in ["window", "window:A letter", "window:\(window)"] {
      let run = try capture("--display", name, "--frames", "1", "--json")
      #expect(run.status == 0, "\(run.errorOutput)")
      let track = try #require(try run.json["tracks"]?.elements.first)
      #expect(track["label"] == "A letter")
      #expect(track["settings"]?["width"] == 101)
    }
    let run = try capture("--display", "window", "--frames", "1")
    #expect(run.text.contains("A letter (X11)"), "\(run.text)")
  }

  @Test(arguments: [
    ("webkit", #"{"video":{"mandatory":{"chromeMediaSource":"screen","maxWidth":160}}}"#),
    ("moz", #"{"video":{"mediaSource":"screen","width":{"max":160},"require":["width"]}}"#),
  ]) func withCallbacks(dialect: String, constraints: String) throws {
    let run = try capture(
      "--style", "callback", "--dialect", dialect, "--constraints", constraints, "--frames", "2",
      "--json")
    #expect(run.status == 0, "\(run.errorOutput)")
    let settings = try run.json["tracks"]?.elements.first?["settings"]
    #expect((settings?["width"], settings?["height"]) == (160, 120))
  }

  @Test func withoutADisplayNoCameraIsUsedInstead() throws {
    for display in ["", ":32123"] {
      for arguments in [
        ["--display", "screen"],
        [
          "--style", "callback", "--dialect", "webkit", "--constraints",
          #"{"video":{"mandatory":{"chromeMediaSource":"screen"}}}"#,
        ],
      ] {
        let run = try Command(["capture"] + arguments, environment: ["DISPLAY": display])
        #expect(run.status == 2)
        #expect(run.errorOutput.contains("NotFoundError: "), "\(run.errorOutput)")
        #expect(run.output.isEmpty)
      }
    }
  }

  @Test(arguments: [
    (["--display", "window:99"], 2, "NotFoundError: "),
    (["--display", "screen", "--constraints", #"{"video":false}"#], 2, "TypeError: "),
    (
      ["--display", "screen", "--constraints", #"{"video":{"width":{"min":1}}}"#], 2, "TypeError: "
    ),
    (["--display", "screen", "--style", "callback"], 64, "chromeMediaSource"),
    (["--display", "screen", "--dialect", "moz"], 64, "chromeMediaSource"),
  ]) func wrongInput(arguments: [String], status: Int32, message: String) throws {
    let run = try Command(["capture"] + arguments, environment: ["DISPLAY": display.name])
    #expect(run.status == status)
    #expect(run.errorOutput.contains(message), "\(run.errorOutput)")
  }
}
#endif
