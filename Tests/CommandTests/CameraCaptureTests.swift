import FileTestSupport
import Foundation
import Testing
import UserMedia

/// Capturing with the kernel's camera driver.
@Suite(.enabled(if: Devices.hasCamera, "no camera"), .serialized)
struct CameraCaptureTests {
  private static let wishes: [(style: String, dialect: String, constraints: String)] = [
    ("callback", "webkit", #"{"video":{"mandatory":{"minWidth":640,"minHeight":360}}}"#),
    ("async", "current", #"{"video":{"width":{"min":640},"height":{"min":360}}}"#),
    (
      "promise", "moz",
      #"{"video":{"width":{"min":640},"height":{"min":360},"require":["width","height"]}}"#
    ),
  ]

  @Test(arguments: wishes)
  func sixtyFramesAndAPhotoInEachStyle(
    style: String, dialect: String, constraints: String
  ) throws {
    let directory = try TemporaryDirectory()
    let photo = directory.path("p.jpg")
    let run = try Command([
      "capture", "--devices", "system", "--style", style, "--dialect", dialect, "--constraints",
      constraints, "--frames", "60", "--photo", photo, "--json",
    ])
    #expect(run.status == 0, "\(run.errorOutput)")
    let report = try run.json
    #expect(report["frames"]?.double == 60)
    let track = try #require(report["tracks"]?.elements.first)
    #expect(track["driver"]?.text == "V4L2")
    let settings = try #require(track["settings"])
    let (width, height) = (settings["width"]?.double ?? 0, settings["height"]?.double ?? 0)
    #expect(width >= 640 && height >= 360)
    // The driver's rate; it counts frames that a slow machine misses.
    let wanted = try #require(settings["frameRate"]?.double)
    let missed = track["droppedFrames"]?["sequenceGap"]?.double ?? 0
    let measured = try #require(report["frameRate"]?.double) * (59 + missed) / 59
    #expect(abs(measured - wanted) <= 0.15 * wanted)
    let picture = try Picture(jpeg: photo)
    #expect(Double(picture.width) == width && Double(picture.height) == height)
  }

  @Test func withoutTheLibraryOfDBusASandboxHasNoDesktopToAsk() throws {
    let broken = try BrokenLibraries("libdbus-1.so.3")
    let sandbox = ["SNAP_NAME": "test", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere/bus"]
    let run = try Command(
      ["capture", "--devices", "system", "--constraints", #"{"video":true}"#, "--frames", "2"],
      environment: sandbox.merging(broken.environment) { $1 })
    #expect(run.status == 0, "\(run.errorOutput)")
    #expect(run.errorOutput.contains("The desktop portal is unavailable: "))
    #expect(run.errorOutput.contains("libdbus-1.so.3: file too short"), "\(run.errorOutput)")
  }

  @Test func controlsAreListedAndSet() throws {
    let devices = try Command(["devices", "--devices", "system", "--json"])
    let camera = try devices.json["devices"]?.elements.first { $0["kind"]?.text == "videoinput" }
    #expect(camera?["brightness"] == ["min": 0, "max": 255, "step": 1, "default": 128])
    let run = try Command([
      "capture", "--devices", "system", "--constraints",
      #"{"video":{"brightness":200,"pan":true}}"#, "--frames", "2", "--json",
    ])
    #expect(run.status == 0, "\(run.errorOutput)")
    let settings = try run.json["tracks"]?.elements.first?["settings"]
    #expect(settings?["brightness"] == 200)
    #expect(settings?["contrast"] == 128)
    #expect(settings?["pan"] == nil)
    // The program has ended, and its settings have been restored.
    let address = try #require(camera?["address"]?.text)
    let (question, answer) = (Process(), Pipe())
    question.executableURL = URL(filePath: "/usr/bin/v4l2-ctl")
    question.arguments = ["-d", address, "-C", "brightness"]
    question.standardOutput = answer
    try question.run()
    let text = String(decoding: answer.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(text == "brightness: 128\n")
  }

  @Test func exactWidthIsCroppedAndScaled() throws {
    let directory = try TemporaryDirectory()
    let photo = directory.path("p.jpg")
    let run = try Command([
      "capture", "--devices", "system", "--constraints", #"{"video":{"width":{"exact":641}}}"#,
      "--frames", "5", "--photo", photo,
    ])
    #expect(run.status == 0, "\(run.errorOutput)")
    #expect(try Picture(jpeg: photo).width == 641)
  }

  @Test func exactWidthOfNoModeIsOverconstrainedWithoutScaling() throws {
    let run = try Command([
      "capture", "--devices", "system", "--constraints",
      #"{"video":{"width":{"exact":641},"resizeMode":{"exact":"none"}}}"#, "--frames", "5",
    ])
    #expect(run.status == 2)
    #expect(run.errorOutput.hasPrefix("OverconstrainedError: "))
    #expect(run.errorOutput.split(separator: "\n").count == 1)
  }

  @Test func twoTracksOfOneCameraInOneProgram() async throws {
    let navigator = Navigator(devices: .system, identity: DeviceIdentity(named: "usermedia"))
    let large: MediaStream = try await navigator.mediaDevices.getUserMedia(
      .init(video: .init(width: .exact(1280), height: .exact(720))))
    let camera = try #require(large.getVideoTracks().first)
    let id = try #require(camera.getSettings().deviceId)
    let small: MediaStream = try await navigator.mediaDevices.getUserMedia(
      .init(video: .init(width: .exact(320), height: .exact(180), deviceId: .exact(id))))
    async let first = ImageCapture(camera).grabFrame()
    async let second = ImageCapture(small.getVideoTracks()[0]).grabFrame()
    #expect(try await first.codedWidth == 1280)
    #expect(try await second.codedWidth == 320)

    // A second process gets the error that the camera is in use.
    let run = try Command([
      "capture", "--devices", "system", "--frames", "1", "--constraints",
      #"{"video":{"deviceId":{"exact":"\#(id)"}}}"#,
    ])
    #expect(run.status == 2)
    #expect(run.errorOutput.hasPrefix("NotReadableError: "))
    for track in large.getTracks() + small.getTracks() { track.stop() }
  }

  @Test func videoComesOutOfAPipeWhole() throws {
    let run = try Command([
      "capture", "--devices", "system", "--frames", "10", "--video", "-", "--constraints",
      #"{"video":{"width":{"exact":320},"height":{"exact":180}}}"#,
    ])
    #expect(run.status == 0, "\(run.errorOutput)")
    let header = try #require(run.output.firstIndex(of: UInt8(ascii: "\n")))
    #expect(
      String(decoding: run.output[..<header], as: UTF8.self).hasPrefix("YUV4MPEG2 W320 H180 "))
    #expect(run.output.count == header + 1 + 10 * (6 + 320 * 180 * 3 / 2))
  }

  /// A camera in use is reported differently from one that can't meet the constraints.
  @Test func aBusyCameraIsTold() async throws {
    let navigator = Navigator(devices: .system, identity: DeviceIdentity(named: "usermedia"))
    let stream = try await navigator.mediaDevices.getUserMedia(.init(video: true))
    let camera = try #require(stream.getVideoTracks().first)
    let id = try #require(camera.getSettings().deviceId)
    let run = try Command([
      "explain", "--devices", "system", "--constraints",
      #"{"video":{"deviceId":{"exact":"\#(id)"}}}"#,
    ])
    camera.stop()
    #expect(run.status == 0)
    #expect(run.text.contains("No camera: NotReadableError: "), "\(run.text)")
    #expect(run.text.contains("it would be chosen, but it cannot be used: NotReadableError: "))
  }
}
