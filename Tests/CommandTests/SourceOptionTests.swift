import FileTestSupport
import Foundation
import Testing
import UserMedia

/// `--camera` and `--microphone`.
@Suite struct SourceOptionTests {
  private func capture(_ arguments: String...) throws -> Command {
    try Command(["capture", "--devices", "synthetic", "--seconds", "0.1"] + arguments)
  }

  @Test func aCameraByLabelPartAddressAndId() throws {
    let list = try Command(["devices", "--devices", "synthetic", "--json"]).json
    let back = try #require(
      list["devices"]?.elements.first { $0["label"] == "Synthetic back camera" })
    let (id, address) = try (#require(back["deviceId"]?.text), #require(back["address"]?.text))
    for name in ["Synthetic back camera", "synthetic BACK camera", "back", address, id] {
      let run = try capture("--camera", name, "--json")
      #expect(run.status == 0, "\(run.errorOutput)")
      let labels = try run.json["tracks"]?.elements.compactMap { $0["label"]?.text }
      #expect(labels == ["Synthetic microphone", "Synthetic back camera"])
    }
  }

  @Test func otherConstraintsStay() throws {
    let run = try capture(
      "--camera", "back", "--microphone", "synthetic", "--json", "--constraints",
      #"{"video":{"width":320,"deviceId":"x"},"audio":false}"#)
    #expect(run.status == 0)
    #expect(
      run.errorOutput == "constraints: video.deviceId: ignored: --camera takes precedence\n")
    let tracks = try #require(try run.json["tracks"]?.elements)
    #expect(tracks.count == 2 && tracks[1]["settings"]?["width"] == 320)
    #expect(tracks[1]["label"] == "Synthetic back camera")
  }

  @Test(arguments: [
    ("nowhere", #"--camera nowhere: no match among "Synthetic front camera" (synthetic-camera:"#),
    ("synthetic", #"--camera synthetic: several cameras match: "Synthetic front camera" ("#),
  ]) func aNameThatNoneOrSeveralHave(name: String, message: String) throws {
    for command in ["capture", "explain"] {
      let run = try Command([command, "--devices", "synthetic", "--camera", name])
      #expect(run.status == 2 && run.output.isEmpty)
      #expect(run.errorOutput.hasPrefix("NotFoundError: " + message), "\(run.errorOutput)")
      #expect(run.errorOutput.filter { $0 == "\n" }.count == 1)
    }
  }

  @Test func explainByName() throws {
    let devices = try DevicesText(DevicesText.front, DevicesText.back)
    let run = try Command(
      ["explain", "--devices-file", devices.path, "--constraints", #"{"video":true}"#]
        + ["--camera", "back"])
    #expect(run.status == 0 && run.text.contains(#"Chosen: "Back""#), "\(run.errorOutput)")
    let synthetic = try Command(["explain", "--devices", "synthetic", "--camera", "back"])
    #expect(synthetic.text.contains(#"Chosen: "Synthetic back camera""#))
    let microphone = try Command(
      ["explain", "--devices-file", devices.path, "--microphone", "any"])
    #expect(microphone.errorOutput == "NotFoundError: --microphone any: no microphone was found\n")
  }

  @Test(arguments: [
    ["--camera", ""], ["--microphone", ""], ["--camera", "a", "--display", "screen"],
    ["--camera", "a", "--dialect", "webkit"], ["--microphone", "a", "--dialect", "string"],
  ]) func wrongUsage(arguments: [String]) throws {
    let run = try Command(["capture", "--devices", "synthetic"] + arguments)
    #expect(run.status == 64 && run.output.isEmpty && !run.errorOutput.isEmpty)
    if arguments.contains("--dialect") { return }
    let record = try Command(["record", "a.webm", "--devices", "synthetic"] + arguments)
    #expect(record.status == 64 && record.output.isEmpty && !record.errorOutput.isEmpty)
  }
}
