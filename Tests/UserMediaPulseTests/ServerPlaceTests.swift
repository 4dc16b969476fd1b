import FileTestSupport
import Foundation
import Testing
import UserMediaCore

@testable import UserMediaPulse

/// Finding out whether there is a sound server.
@Suite struct ServerPlaceTests {
  private let directory = FileManager.default.temporaryDirectory
    .appendingPathComponent("place-\(UUID().uuidString.prefix(8))").path

  private func place(_ variables: [String: String] = [:]) -> ServerPlace {
    let all = ["HOME": directory + "/home"].merging(variables) { $1 }
    return ServerPlace(
      variable: { all[$0] }, commonSettings: directory + "/etc/client.conf",
      commonSocket: directory + "/run/native")
  }

  private func write(_ text: String, to path: String) throws {
    let file = URL(fileURLWithPath: directory + "/" + path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  private func remove() { try? FileManager.default.removeItem(atPath: directory) }

  @Test func withoutAServerNoneIsKnown() throws {
    defer { remove() }
    #expect(!place().isKnown)
    try write("; default-server = x\n# default-server = y\nautospawn = no\n", to: "etc/client.conf")
    #expect(!place().isKnown)
  }

  @Test func usualAddresses() {
    let runtime = ["XDG_RUNTIME_DIR": "/run/user/1"]
    #expect(place().defaultAddress == directory + "/run/native")
    #expect(place(runtime).defaultAddress == "/run/user/1/pulse/native")
    #expect(place(runtime.merging(["PULSE_SERVER": "x"]) { $1 }).defaultAddress == "x")
  }

  @Test func aConfiguredServerIsKnown() {
    #expect(place(["PULSE_SERVER": "unix:/nowhere"]).isKnown)
  }

  @Test(arguments: [
    "etc/client.conf", "etc/client.conf.d/10-a.conf", "home/.config/pulse/client.conf",
  ])
  func aServerInAConfigurationFileIsKnown(file: String) throws {
    defer { remove() }
    try write("  default-server=tcp:sound.example  \n", to: file)
    #expect(place().isKnown)
  }

  @Test func userConfigurationOverridesSystemConfiguration() throws {
    defer { remove() }
    try write("default-server = a\n", to: "etc/client.conf")
    try write("autospawn = no\n", to: "home/.config/pulse/client.conf")
    #expect(!place().isKnown)
    try write("default-server = a\ndefault-server =\n", to: "named.conf")
    #expect(!place(["PULSE_CLIENTCONFIG": directory + "/named.conf"]).isKnown)
  }

  @Test func includedFilesAreRead() throws {
    defer { remove() }
    try write(".include more/server.conf\n", to: "etc/client.conf")
    #expect(!place().isKnown, "a file that is not there is passed over")
    try write("  default-server = tcp:sound.example # ours\n", to: "etc/more/server.conf")
    #expect(place().isKnown)
    try write(".include more/server.conf\ndefault-server=\n", to: "etc/client.conf")
    #expect(!place().isKnown, "the last value counts")
    try write(
      "default-server=\n.include \(directory)/etc/more/server.conf", to: "etc/client.conf")
    #expect(place().isKnown)
  }

  @Test(arguments: ["#", ";"])
  func commentsAreIgnored(mark: String) throws {
    defer { remove() }
    try write("default-server = \(mark) tcp:sound.example\n", to: "etc/client.conf")
    #expect(!place().isKnown)
    try write("\(mark).include server.conf\n", to: "etc/client.conf")
    try write("default-server = a\n", to: "etc/server.conf")
    #expect(!place().isKnown)
  }

  @Test func recursiveIncludesEnd() throws {
    defer { remove() }
    try write(".include client.conf\n", to: "etc/client.conf")
    #expect(!place().isKnown)
    try write(".include client.conf\ndefault-server = a\n", to: "etc/client.conf")
    #expect(place().isKnown)
  }

  @Test func aSocketIsAServer() throws {
    for (file, variables) in [
      ("run/native", [:]), ("xdg/pulse/native", ["XDG_RUNTIME_DIR": directory + "/xdg"]),
      ("own/native", ["PULSE_RUNTIME_PATH": directory + "/own"]),
      ("home/.config/pulse/0123-runtime/native", [:]),
    ] {
      defer { remove() }
      #expect(!place(variables).isKnown)
      try write("", to: file)
      #expect(place(variables).isKnown, "\(file)")
    }
  }

  @Test func aServerThatDoesNotAnswerIsAFailure() async throws {
    let socket = try SilentSocket()
    for (address, call) in [
      (socket.address, "pa_context_connect"), ("unix:/nonexistent/native", "pa_context_connect"),
      ("nonsense:::", "pa_context_connect"),
    ] {
      let driver = PulseDriver.quiet(server: address, timeout: .milliseconds(200))
      let error = await #expect(throws: CaptureError.self) { try await driver.listDevices() }
      #expect(error?.kind == .unreadable)
      #expect(error?.cause?.call == call && error?.cause?.domain == .pulseAudio)
    }
  }
}
