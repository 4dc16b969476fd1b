import FileTestSupport
import Foundation
import Testing
import UserMedia

/// `select`, given the output of `devices --json`, selects what `capture` gets from the devices.
@Suite struct SelectAgreesTests {
  private static let constraints = [
    #"{"audio":true}"#, #"{"audio":{"echoCancellation":false}}"#,
    #"{"audio":{"channelCount":{"ideal":2},"sampleRate":44100}}"#,
  ]

  @Test(
    arguments: constraints + [
      #"{"video":true}"#, #"{"video":{"width":1000},"audio":true}"#,
      #"{"video":{"facingMode":"environment","frameRate":{"max":15}}}"#,
    ])
  func onSyntheticDevices(constraints: String) throws {
    try agree(on: constraints, devices: "synthetic")
  }

  @Test(.enabled(if: Devices.hasSoundServer, "no sound server"), arguments: constraints)
  func onASoundServer(constraints: String) throws {
    try agree(on: constraints, devices: "system")
  }

  private func agree(on constraints: String, devices: String) throws {
    let directory = try TemporaryDirectory()
    let list = try Command(["devices", "--devices", devices, "--json"])
    try #require(list.status == 0, "\(list.errorOutput)")
    try list.output.write(to: directory.url.appending(path: "devices.json"))
    let selected = try Command(
      ["select", "--devices-file", directory.path("devices.json")], input: constraints + "\n")
    let choice = try #require(try selected.jsonLines.first)
    let captured = try Command([
      "capture", "--devices", devices, "--constraints", constraints, "--seconds", "0.2", "--json",
    ])
    try #require(captured.status == 0, "\(captured.errorOutput)")
    let tracks = try #require(try captured.json["tracks"]?.elements)
    #expect(!tracks.isEmpty)
    for track in tracks {
      let kind = try #require(track["kind"]?.text)
      let expected = try #require(choice[kind]?["settings"]?.members)
      for (name, value) in expected {
        // The driver reports its actual latency; ids are specific to a program.
        if ["latency", "deviceId", "groupId"].contains(name) { continue }
        #expect(track["settings"]?[name] == value, "\(kind) \(name)")
      }
    }
  }
}
