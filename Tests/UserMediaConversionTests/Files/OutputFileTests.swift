import FileTestSupport
import Foundation
import Testing
import UserMediaCore

@testable import UserMediaConversion

/// Files on a full disk, simulated by a file size limit in a separate process (setrlimit(2)).
@Suite struct OutputFileTests {
  /// Limits the size of this process's files.
  private static func limitFiles(to byteCount: Int) {
    signal(SIGXFSZ, SIG_IGN)
    var limit = rlimit()
    precondition(getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
    limit.rlim_cur = min(rlim_t(byteCount), limit.rlim_max)
    precondition(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
  }

  private static func sound(_ byteCount: Int) -> AudioData {
    AudioData(
      buffer: FrameBuffer(regions: [MemoryRegion(allocating: byteCount)]), format: .s16,
      sampleRate: 8000, numberOfFrames: byteCount / 2, numberOfChannels: 1, timestamp: 0)
  }

  private static func isFull(_ work: () throws(DOMException) -> Void) -> Bool {
    do throws(DOMException) {
      try work()
      return false
    } catch {
      return error.name == "QuotaExceededError"
    }
  }

  @Test(arguments: [0, 40, 100])
  func aFailedFirstFrameLeavesNothing(limit: Int) async {
    await #expect(processExitsWith: .success) { [limit] in
      let directory = try TemporaryDirectory()
      let path = directory.path("a.y4m")
      let frame = Scene(width: 32, height: 16).frame(.i420)
      OutputFileTests.limitFiles(to: limit)
      var writer = try Y4MWriter(path: path, frameRate: FrameRate(25)!)
      precondition(OutputFileTests.isFull { () throws(DOMException) in try writer.write(frame) })
      let left = try directory.read("a.y4m")
      precondition(left.isEmpty)
      precondition(writer.byteCount == 0 && writer.frameCount == 0)
      // With space again, writing a complete file works.
      OutputFileTests.limitFiles(to: 1 << 30)
      try writer.write(frame)
      try writer.finish()
      let reader = try Y4MReader(path: path)
      precondition(reader.layout.width == 32)

      OutputFileTests.limitFiles(to: limit)
      var never = try Y4MWriter(path: directory.path("b.y4m"), frameRate: FrameRate(25)!)
      precondition(OutputFileTests.isFull { () throws(DOMException) in try never.write(frame) })
      try never.finish()
      precondition(access(directory.path("b.y4m"), F_OK) != 0)
    }
  }

  @Test(arguments: [0, 40, 100])
  func aFailedFirstSoundLeavesNothing(limit: Int) async {
    await #expect(processExitsWith: .success) { [limit] in
      let directory = try TemporaryDirectory()
      let path = directory.path("a.wav")
      OutputFileTests.limitFiles(to: limit)
      var writer = try WAVWriter(path: path)
      let sound = OutputFileTests.sound(200)
      precondition(OutputFileTests.isFull { () throws(DOMException) in try writer.write(sound) })
      let left = try directory.read("a.wav")
      precondition(left.isEmpty && writer.dataByteCount == 0)
      OutputFileTests.limitFiles(to: 1 << 30)
      try writer.write(sound)
      try writer.finish()
      let reader = try WAVReader(path: path)
      precondition(reader.frameCount == 100)
    }
  }

  @Test func aLaterFailureKeepsEarlierData() async {
    await #expect(processExitsWith: .success) {
      let directory = try TemporaryDirectory()
      let path = directory.path("a.wav")
      OutputFileTests.limitFiles(to: 350)
      var writer = try WAVWriter(path: path)
      let sound = OutputFileTests.sound(200)
      try writer.write(sound)
      precondition(OutputFileTests.isFull { () throws(DOMException) in try writer.write(sound) })
      let left = try directory.read("a.wav")
      precondition(left.count == WAVHeader.byteCount + 200)
      let reader = try WAVReader(path: path)
      precondition(reader.frameCount == 100)
    }
  }

  @Test func aPipeIsNotWrittenAfterAFailure() throws {
    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { close(ends[1]) }
    var writer = try WAVWriter(path: "/dev/fd/\(ends[1])")
    close(ends[0])
    for _ in 0..<2 {
      let error = #expect(throws: DOMException.self) { try writer.write(Self.sound(20)) }
      #expect(error?.name == "AbortError")
    }
  }

  @Test func aReplacedFileKeepsOwnerAndPermissions() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write([1, 2, 3], "target")
    #expect(chmod(path, 0o640) == 0)
    // Only root can change a file's owner.
    if geteuid() == 0 { #expect(chown(path, 4711, 4712) == 0) }
    var before = stat()
    #expect(stat(path, &before) == 0)
    do {
      let draft = try DraftFile(for: path)
      let hasAccess = draft.setAccess(of: before)
      #expect(hasAccess)
      try draft.write([4, 5])
      try draft.replace()
    }
    var after = stat()
    #expect(stat(path, &after) == 0)
    #expect(after.st_mode == before.st_mode && after.st_ino != before.st_ino)
    #expect(after.st_uid == before.st_uid && after.st_gid == before.st_gid)
    #expect(try directory.read("target") == [4, 5])
    do {
      let draft = try DraftFile(for: path)
      try draft.write([6])
    }
    #expect(try directory.read("target") == [4, 5])
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == ["target"])
  }
}
