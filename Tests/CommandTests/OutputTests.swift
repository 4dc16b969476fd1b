import FileTestSupport
import Foundation
import Glibc
import Testing
import UserMedia

/// Where the command's outputs go, and what it says when they cannot go there.
@Suite struct OutputTests {
  @Test(arguments: [("--photo", [0xff, 0xd8]), ("--sound", Array("RIFF".utf8))])
  func standardOutputHasTheFileAlone(option: String, start: [UInt8]) throws {
    let run = try Command([
      "capture", "--devices", "synthetic", "--seconds", "0.2", option, "-",
    ])
    #expect(run.status == 0, "\(run.errorOutput)")
    #expect(run.output.starts(with: start))
    #expect(!run.output.contains("stream after".utf8))
    #expect(run.errorOutput.contains("stream after"))
  }

  @Test func aPipeIsWrittenToAndStays() throws {
    let directory = try TemporaryDirectory()
    let path = directory.path("pipe")
    try #require(mkfifo(path, 0o600) == 0)
    // Both ends, so that nobody waits for the other one; a pipe holds a small picture.
    let reader = FileHandle(
      fileDescriptor: open(path, O_RDWR | O_CLOEXEC), closeOnDealloc: true)
    let run = try Command([
      "capture", "--devices", "synthetic", "--frames", "1", "--constraints",
      #"{"video":{"width":64,"height":48}}"#, "--photo", path,
    ])
    #expect(run.status == 0, "\(run.errorOutput)")
    #expect(reader.availableData.starts(with: [0xff, 0xd8]))
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
  }

  @Test func aLinkLeadsToTheNewPhoto() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write([], "old.jpg")
    try #require(symlink("old.jpg", directory.path("link.jpg")) == 0)
    let run = try Command([
      "capture", "--devices", "synthetic", "--frames", "1", "--photo", directory.path("link.jpg"),
    ])
    #expect(run.status == 0, "\(run.errorOutput)")
    #expect(try Data(contentsOf: URL(filePath: path)).starts(with: [0xff, 0xd8]))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: directory.path("")).sorted()
        == ["link.jpg", "old.jpg"])
  }

  @Test(arguments: [
    ["devices", "--devices", "synthetic"], ["devices", "--devices", "synthetic", "--json"],
    ["capture", "--devices", "synthetic", "--frames", "1", "--json"],
    ["explain", "--devices", "synthetic"],
  ]) func aFullDiskIsTold(arguments: [String]) throws {
    let run = try Command(arguments, outputFile: "/dev/full")
    #expect(run.status == 2)
    #expect(
      run.errorOutput.hasPrefix("QuotaExceededError: standard output cannot be written"),
      "\(run.errorOutput)")
    #expect(run.errorOutput.filter { $0 == "\n" }.count == 1)
  }
}
