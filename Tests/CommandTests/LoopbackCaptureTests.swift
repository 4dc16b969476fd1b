import FileTestSupport
import Foundation
import Glibc
import Testing
import UserMedia

/// The command with a camera controlled by a test: a v4l2loopback device, fed by ffmpeg.
@Suite(.enabled(if: Devices.hasLoopback, "no loopback device"), .serialized)
struct LoopbackCaptureTests {
  private let directory = try! TemporaryDirectory()

  /// JPEGs of a size that no other test camera has, of which one in `period` is cut in the middle.
  private func pictures(damagedEvery period: Int, count: Int) throws -> [UInt8] {
    let run = try Command([
      "capture", "--devices", "synthetic", "--frames", "1", "--photo", "-", "--constraints",
      #"{"video":{"width":{"exact":352},"height":{"exact":198}}}"#,
    ])
    let whole = [UInt8](run.output)
    try #require(whole.starts(with: [0xff, 0xd8]))
    let half = whole.count / 2
    // Padded to the same length, so that ffmpeg passes it on as a picture.
    let damaged =
      whole[..<half] + [UInt8](repeating: 0x55, count: whole.count - half - 2) + [0xff, 0xd9]
    return (1...count).flatMap { $0 % period == 0 ? Array(damaged) : whole }
  }

  /// Runs `work` while the device shows `file` in a loop. ffmpeg can feed such a device only once:
  /// the driver tells a second one that the device only captures.
  private func showing(_ file: [UInt8], _ work: () throws -> Void) throws {
    let node = try #require(Devices.loopback)
    let source = Process()
    source.executableURL = URL(filePath: "/usr/bin/ffmpeg")
    source.arguments = [
      "-v", "error", "-re", "-stream_loop", "-1", "-f", "mjpeg", "-framerate", "15", "-i",
      try directory.write(file, "pictures.mjpeg"), "-c", "copy", "-f", "v4l2", node,
    ]
    source.standardInput = FileHandle.nullDevice
    try source.run()
    defer {
      // A child started on a Dispatch thread has SIGTERM blocked.
      kill(source.processIdentifier, SIGKILL)
      source.waitUntilExit()
    }
    // The device reports capture, and is listed, once it is fed.
    let deadline = Date(timeIntervalSinceNow: 60)
    var isListed = false
    while !isListed, Date.now < deadline {
      let devices = try Command(["devices", "--devices", "system", "--json"])
      isListed =
        try devices.json["devices"]?.elements.contains { $0["address"]?.text == node } == true
    }
    try #require(isListed)
    try work()
  }

  private func capture(_ arguments: String...) throws -> Command {
    let camera =
      #"{"video":{"width":{"exact":352},"height":{"exact":198},"resizeMode":{"exact":"none"}}}"#
    let run = try Command(
      ["capture", "--devices", "system", "--constraints", camera] + arguments)
    #expect(run.status == 0, "\(run.errorOutput)")
    return run
  }

  @Test func damagedJPEGsAreDroppedAndCounted() throws {
    let (video, photo) = (directory.path("a.y4m"), directory.path("a.jpg"))
    try showing(pictures(damagedEvery: 4, count: 12)) {
      for style in ["async", "callback", "promise"] {
        let report = try capture(
          "--style", style, "--frames", "20", "--video", video, "--photo", photo, "--json"
        ).json
        #expect(report["frames"]?.double == 20)
        let dropped = report["tracks"]?.elements.first?["droppedFrames"]?["corrupt"]?.double ?? 0
        #expect(dropped >= 2, "\(style)")
        let recording = try directory.read("a.y4m")
        let frameBytes = 352 * 198 * 3 / 2 + 6
        #expect((20 * frameBytes..<20 * frameBytes + 100).contains(recording.count))
        let picture = try Picture(jpeg: photo)
        #expect(picture.width == 352 && picture.height == 198)
      }
      let run = try capture("--frames", "20", "--video", video)
      #expect(run.text.contains(" could not be decoded)"), "\(run.text)")
    }
  }
}
