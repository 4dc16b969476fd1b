import FileTestSupport
import Foundation
import Glibc
import Testing
import UserMedia

/// The command's outputs, and its errors if they can't be written.
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
    // Opens both ends, so that neither waits for the other; a pipe's buffer can hold a small
    // picture.
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

  /// Two outputs in one file, under any name, would overwrite each other.
  @Test(arguments: ["./s", "link", "hard", "folder/../s"])
  func twoNamesOfOneFileAreRefused(other: String) throws {
    let directory = try TemporaryDirectory()
    if other == "hard" { _ = try directory.write([], "s") }
    try FileManager.default.createDirectory(
      atPath: directory.path("folder"), withIntermediateDirectories: true)
    try #require(symlink("s", directory.path("link")) == 0)
    if other == "hard" { try #require(link(directory.path("s"), directory.path("hard")) == 0) }
    let run = try Command([
      "capture", "--devices", "synthetic", "--frames", "1", "--photo", directory.path("s"),
      "--video", directory.url.path + "/" + other,
    ])
    #expect(run.status == 64)
    #expect(run.errorOutput.contains("--photo and --video cannot both write to"))
  }

  @Test func constraintsWithoutAnEndAreRefused() throws {
    let run = try Command(["capture", "--devices", "synthetic", "--constraints", "@/dev/zero"])
    #expect(run.status == 2)
    #expect(run.errorOutput == "TypeError: /dev/zero: longer than 16 MiB\n")
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

  @Test func aDanglingLinkLeadsToTheNewPhoto() throws {
    let directory = try TemporaryDirectory()
    try FileManager.default.createDirectory(
      atPath: directory.path("folder"), withIntermediateDirectories: true)
    try #require(symlink("folder/new.jpg", directory.path("link.jpg")) == 0)
    let run = try captured("--photo", directory.path("link.jpg"), after: "")
    #expect(run.status == 0, "\(run.errorOutput)")
    #expect(try directory.read("folder/new.jpg").starts(with: [0xff, 0xd8]))
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: directory.path("link.jpg"))
        == "folder/new.jpg")
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

  /// Captures four small pictures and sound, in a shell that first runs `setup`.
  private func captured(_ option: String, _ path: String, after setup: String) throws -> Command {
    try Command(
      shell: setup,
      [
        "capture", "--devices", "synthetic", "--seconds", "0.2", "--constraints",
        #"{"audio":true,"video":{"width":64,"height":48}}"#, option, path,
      ])
  }

  @Test(arguments: ["--photo", "--sound", "--video"])
  func eachOutputNamesItsFailureAlike(option: String) throws {
    let directory = try TemporaryDirectory()
    try #require(symlink("loop", directory.path("loop")) == 0)
    // A place that even root cannot write to.
    let readOnly = "/sys/kernel/usermedia"
    for (path, name) in [
      (directory.path("missing/file"), "NotFoundError"), (directory.url.path, "NotFoundError"),
      (readOnly, "NotAllowedError"), ("/dev/full", "QuotaExceededError"),
      (directory.path(String(repeating: "n", count: 300)), "NotFoundError"),
      (directory.path("loop"), "NotFoundError"), (directory.path("loop/file"), "NotFoundError"),
    ] {
      let run = try captured(option, path, after: "")
      #expect(run.status == 2)
      #expect(
        run.errorOutput.hasPrefix("\(name): \(path) cannot be written ("),
        "\(option) \(path): \(run.errorOutput)")
      #expect(run.errorOutput.filter { $0 == "\n" }.count == 1)
    }
    // A file size limit counts as a full disk, too, and leaves no incomplete file.
    let path = directory.path("file")
    let run = try captured(option, path, after: "ulimit -f 0;")
    #expect(run.status == 2)
    #expect(run.errorOutput.hasPrefix("QuotaExceededError: \(path)"), "\(run.errorOutput)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == ["loop"])
  }

  @Test func aFullDiskLeavesThePicturesBefore() throws {
    let directory = try TemporaryDirectory()
    let path = directory.path("a.y4m")
    // 16 blocks of 1024 bytes: three pictures of 4608 bytes.
    let run = try captured("--video", path, after: "ulimit -f 16;")
    #expect(run.status == 2 && run.errorOutput.hasPrefix("QuotaExceededError: "))
    let count = try directory.read("a.y4m").count
    #expect((3 * 4614..<3 * 4614 + 100).contains(count), "\(count)")
  }

  @Test(arguments: ["--photo", "--sound", "--video"])
  func whatWasThereStaysWhenNothingIsCaptured(option: String) throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(Array("precious".utf8), "file")
    let run = try Command([
      "capture", "--devices", "synthetic", "--constraints",
      #"{"audio":true,"video":{"width":{"min":100000}}}"#, option, path,
    ])
    #expect(run.status == 2)
    #expect(try directory.read("file") == Array("precious".utf8))
    let new = try Command([
      "capture", "--devices", "synthetic", "--constraints",
      #"{"audio":true,"video":{"width":{"min":100000}}}"#, option, directory.path("new"),
    ])
    #expect(new.status == 2)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == ["file"])
  }

  @Test func aPhotoKeepsOwnerAndPermissions() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write([1, 2, 3], "p.jpg")
    #expect(chmod(path, 0o604) == 0)
    // Only root can change a file's owner.
    if geteuid() == 0 { #expect(chown(path, 4711, 4712) == 0) }
    var (before, after) = (stat(), stat())
    #expect(stat(path, &before) == 0)
    let run = try captured("--photo", path, after: "")
    #expect(run.status == 0, "\(run.errorOutput)")
    #expect(stat(path, &after) == 0)
    #expect(after.st_mode == before.st_mode)
    #expect(after.st_uid == before.st_uid && after.st_gid == before.st_gid)
    #expect(try directory.read("p.jpg").starts(with: [0xff, 0xd8]))
    // A new one has the permissions of any new file.
    let new = try captured("--photo", directory.path("new.jpg"), after: "umask 027;")
    #expect(new.status == 0, "\(new.errorOutput)")
    #expect(stat(directory.path("new.jpg"), &after) == 0 && after.st_mode & 0o777 == 0o640)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: directory.url.path).sorted()
        == ["new.jpg", "p.jpg"])
  }

  @Test func evenDimensions() throws {
    let directory = try TemporaryDirectory()
    let run = try Command([
      "capture", "--devices", "synthetic", "--frames", "2", "--constraints",
      #"{"video":{"width":{"exact":321},"height":{"exact":181}}}"#, "--even-size", "--video",
      directory.path("a.y4m"),
    ])
    #expect(run.status == 0, "\(run.errorOutput)")
    #expect(try directory.read("a.y4m").starts(with: "YUV4MPEG2 W320 H180 ".utf8))
  }

  @Test func outputThatIsAppendedToKeepsWhatStandsThere() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(Array("before\n".utf8), "log")
    let run = try captured("--video", "-", after: "exec >>'\(path)';")
    #expect(run.status == 0, "\(run.errorOutput)")
    #expect(try directory.read("log").starts(with: "before\nYUV4MPEG2 W64 H48".utf8))
  }
}
