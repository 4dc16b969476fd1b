import FileTestSupport
import Foundation
import Testing
import UserMedia

/// The command with a camera that sends what a test gives it: a device of v4l2loopback, fed by
/// ffmpeg.
@Suite(.enabled(if: Devices.hasLoopback, "no loopback device"), .serialized)
struct LoopbackCaptureTests {
  private let directory = try! TemporaryDirectory()

  /// JPEGs of 320x180, of which one in so many is cut in its middle.
  private func pictures(damagedEvery period: Int, count: Int) throws -> [UInt8] {
    let run = try Command([
      "capture", "--devices", "synthetic", "--frames", "1", "--photo", "-", "--constraints",
      #"{"video":{"width":{"exact":320},"height":{"exact":180}}}"#,
    ])
    let whole = [UInt8](run.output)
    try #require(whole.starts(with: [0xff, 0xd8]))
    let half = whole.count / 2
    // Of the same length, so that ffmpeg passes it on as a picture.
    let damaged =
      whole[..<half] + [UInt8](repeating: 0x55, count: whole.count - half - 2) + [0xff, 0xd9]
    return (1...count).flatMap { $0 % period == 0 ? Array(damaged) : whole }
  }

  /// Runs the command while the device shows `file` over and over.
  private func run(_ arguments: [String], showing file: [UInt8]) throws -> Command {
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
      source.terminate()
      source.waitUntilExit()
    }
    // The device captures, and so is listed, once it is fed.
    let deadline = Date(timeIntervalSinceNow: 60)
    while Date.now < deadline {
      let devices = try Command(["devices", "--devices", "system", "--json"])
      if devices.text.contains("\"\(node)\"") { break }
      usleep(200_000)
    }
    return try Command(arguments)
  }

  private static let camera =
    #"{"video":{"width":{"exact":320},"height":{"exact":180},"resizeMode":"none"}}"#

  @Test(arguments: ["async", "callback", "promise"])
  func damagedJPEGsAreDroppedAndCountedAndTheRecordingGoesOn(style: String) throws {
    let (video, photo) = (directory.path("a.y4m"), directory.path("a.jpg"))
    let run = try run(
      [
        "capture", "--devices", "system", "--style", style, "--constraints", Self.camera,
        "--frames", "20", "--video", video, "--photo", photo, "--json",
      ], showing: pictures(damagedEvery: 4, count: 12))
    #expect(run.status == 0, "\(run.errorOutput)")
    let report = try run.json
    #expect(report["frames"]?.double == 20)
    let dropped = report["tracks"]?.elements.first?["droppedFrames"]?["corrupt"]?.double ?? 0
    #expect(dropped >= 3)
    let recording = try directory.read("a.y4m")
    let frameBytes = 320 * 180 * 3 / 2 + 6
    #expect((recording.count - 20 * frameBytes) < 100 && recording.count > 20 * frameBytes)
    let picture = try Picture(jpeg: photo)
    #expect(picture.width == 320 && picture.height == 180)
  }

  @Test func thePersonIsTold() throws {
    let run = try run(
      [
        "capture", "--devices", "system", "--constraints", Self.camera, "--frames", "12",
        "--video", directory.path("a.y4m"),
      ], showing: pictures(damagedEvery: 3, count: 6))
    #expect(run.status == 0, "\(run.errorOutput)")
    #expect(run.text.contains(" could not be decoded)"), "\(run.text)")
  }
}
