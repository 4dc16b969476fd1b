import FileTestSupport
import Foundation
import Testing
import UserMedia

/// The command with synthetic devices: its output, and its errors for wrong input.
@Suite struct SyntheticCaptureTests {
  private func capture(_ arguments: String..., input: String = "") throws -> Command {
    try Command(["capture", "--devices", "synthetic"] + arguments, input: input)
  }

  @Test(arguments: ["callback", "promise", "async"])
  func allFilesInEachStyle(style: String) throws {
    let directory = try TemporaryDirectory()
    let run = try capture(
      "--style", style, "--seconds", "1", "--photo", directory.path("p.jpg"), "--sound",
      directory.path("s.wav"), "--video", directory.path("v.y4m"), "--json")
    #expect(run.status == 0, "\(run.errorOutput)")
    let report = try run.json
    #expect(report["style"]?.text == style)
    #expect(report["tracks"]?.elements.count == 2)
    #expect(try Sound(wav: directory.path("s.wav")).samples.count == 48_000)
    let video = try Data(contentsOf: URL(filePath: directory.path("v.y4m")))
    #expect(video.starts(with: "YUV4MPEG2 ".utf8))
    let photo = try Data(contentsOf: URL(filePath: directory.path("p.jpg")))
    #expect(photo.starts(with: [0xff, 0xd8]))
  }

  @Test func constraintsComeFromStandardInputAndFromAFile() throws {
    let directory = try TemporaryDirectory()
    let json = #"{"video":{"width":{"exact":320}}}"#
    try Data(json.utf8).write(to: directory.url.appending(path: "c.json"))
    for run in [
      try capture("--constraints", "-", "--frames", "2", "--json", input: json),
      try capture("--constraints", "@" + directory.path("c.json"), "--frames", "2", "--json"),
    ] {
      #expect(run.status == 0, "\(run.errorOutput)")
      #expect(try run.json["tracks"]?.elements.first?["settings"]?["width"]?.double == 320)
    }
  }

  @Test func stringDialect() throws {
    let run = try capture(
      "--dialect", "string", "--constraints", "video environment", "--frames", "2", "--json",
      "--style", "callback")
    #expect(run.status == 0, "\(run.errorOutput)")
    #expect(
      try run.json["tracks"]?.elements.first?["settings"]?["facingMode"]?.text == "environment")
  }

  @Test(arguments: [
    (["--constraints", "{"], "TypeError: "), (["--constraints", "[]"], "TypeError: "),
    (["--constraints", "{}"], "TypeError: "),
    (["--constraints", #"{"video":{"frameRate":"fast"}}"#], "TypeError: "),
    (["--constraints", "@/nowhere/c.json"], "NotFoundError: /nowhere/c.json cannot be read"),
    (["--constraints", #"{"video":{"width":{"min":99999}}}"#], "OverconstrainedError: "),
    (["--photo", "/nowhere/p.jpg"], "NotFoundError: /nowhere/p.jpg cannot be written"),
    (["--photo", "/"], "NotFoundError: / cannot be written"),
    (["--video", "/dev/full"], "QuotaExceededError: /dev/full cannot be written"),
    (["--sound", "/nowhere/s.wav"], "NotFoundError: /nowhere/s.wav cannot be written"),
    (
      ["--constraints", #"{"audio":true}"#, "--frames", "1"],
      "TypeError: there is no video to count"
    ),
    (
      ["--constraints", #"{"audio":true}"#, "--video", "/dev/null"],
      "TypeError: there is no video to write"
    ),
    (
      ["--constraints", #"{"video":true}"#, "--sound", "/dev/null"],
      "TypeError: there is no audio to write"
    ),
    (
      [
        "--style", "callback", "--dialect", "webkit", "--constraints",
        #"{"video":{"mandatory":{"minWidth":99999}}}"#,
      ],
      "ConstraintNotSatisfiedError: "
    ),
  ])
  func failuresAreOneLineAndStatusTwo(arguments: [String], line: String) throws {
    let run = try Command(["capture", "--devices", "synthetic"] + arguments)
    #expect(run.status == 2)
    #expect(run.errorOutput.hasPrefix(line), "\(run.errorOutput)")
    #expect(run.errorOutput.filter { $0 == "\n" }.count == 1)
    #expect(run.output.isEmpty)
  }

  @Test(arguments: [
    ["capture", "--frames", "0"], ["capture", "--seconds", "-1"], ["capture", "--style", "rpc"],
    ["capture", "--json", "--video", "-"], ["capture", "--photo", "-", "--sound", "-"],
    ["capture", "--photo", "a", "--video", "a"], ["capture", "--sound", ""], ["captur"],
  ])
  func wrongUsageIsStatus64(arguments: [String]) throws {
    let run = try Command(arguments)
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
  }

  @Test func devicesListsBothKinds() throws {
    let run = try Command(["devices", "--devices", "synthetic", "--json"])
    #expect(run.status == 0)
    let devices = try run.json["devices"]?.elements ?? []
    #expect(Set(devices.compactMap { $0["kind"]?.text }) == ["audioinput", "videoinput"])
    let people = try Command(["devices", "--devices", "synthetic"])
    #expect(people.text.contains("camera  Synthetic front camera"))
  }
}
