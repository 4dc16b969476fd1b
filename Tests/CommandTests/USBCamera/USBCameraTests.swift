import FileTestSupport
import Foundation
import Testing
import UserMedia

/// Webcams driven by the kernel's uvcvideo and snd-usb-audio. Serialized, because each test plugs
/// them in as needed.
@Suite(.enabled(if: USBCamera.areExpected, "no USB cameras"), .serialized, .timeLimit(.minutes(30)))
struct USBCameraTests {
  static let first = USBCamera(number: 0)
  static let second = USBCamera(number: 1)

  /// Rates that only the JPEG modes have.
  @Test(arguments: [
    ("bulk", 1280, 720, 10), ("bulk", 640, 480, 5), ("bulk", 320, 240, 60),
    ("isochronous", 640, 480, 5),
  ])
  func aPhotoIsTheCamerasOwnJPEG(transfer: String, width: Int, height: Int, rate: Int) async throws
  {
    try Self.second.tell("unplug")
    try await Self.first.plug(transfer: transfer)
    let directory = try TemporaryDirectory()
    let photo = directory.path("p.jpg")
    let run = try Command([
      "capture", "--devices", "system", "--photo", photo, "--json", "--constraints",
      #"{"video":{"width":{"exact":\#(width)},"height":{"exact":\#(height)},"#
        + #""frameRate":{"exact":\#(rate)}}}"#,
    ])
    #expect(run.status == 0, "\(run.errorOutput)")
    let bytes = try Data(contentsOf: URL(filePath: photo))
    #expect(try USBCamera.pictures(width: width, height: height).contains(bytes))
    #expect(try run.json["tracks"]?.elements.first?["label"]?.text == Self.first.label)
  }

  @Test func theMetadataNodeIsNotACamera() async throws {
    try Self.second.tell("unplug")
    try await Self.first.plug()
    #expect(await Navigator(devices: .system).cameras(labeled: "").count == 1)
  }

  @Test func dimLightLowersTheRateAndManualExposureRestoresIt() async throws {
    try Self.second.tell("unplug")
    try await Self.first.plug()
    try Self.first.tell("light dim")
    let run = try Command([
      "capture", "--devices", "system", "--frames", "20", "--json", "--constraints",
      #"{"video":{"width":{"exact":320},"height":{"exact":240},"frameRate":{"exact":60}}}"#,
    ])
    #expect(run.status == 0, "\(run.errorOutput)")
    let report = try run.json
    #expect(report["tracks"]?.elements.first?["settings"]?["frameRate"] == 60)
    #expect(try #require(report["frameRate"]?.double) < 16)

    let navigator = Navigator(devices: .system)
    let track = try await navigator.track(of: navigator.camera(labeled: Self.first.label))
    var frames = track.videoFrames().makeAsyncIterator()
    var timestamps: [Int64] = []
    while timestamps.count < 10 { timestamps.append(try #require(await frames.next()).timestamp) }
    #expect(timestamps[9] - timestamps[0] > 9 * 60_000)
    #expect(try Self.first.tell("state")["interval"] == 666_000)
    #expect(track.getSettings().exposureMode == .continuous)

    try await track.applyConstraints(
      .init(
        width: .exact(320), height: .exact(240), frameRate: .exact(60),
        exposureMode: .exact("manual"), exposureTime: .exact(100)))
    #expect(track.getSettings().exposureMode == .manual)
    #expect(track.getSettings().exposureTime == 100)
    #expect(try Self.first.tell("state")["interval"] == 166_666)
    #expect(await frames.next() != nil)
    track.stop()
    try await Self.first.wait(for: "automatic exposure") {
      $0["controls"]?["exposure_mode"] == 8
    }
  }

  @Test func twoIdenticalCamerasAreDistinguished() async throws {
    try Self.second.tell("unplug")
    try await Self.first.plug(port: 0, serial: "SAME", product: "Twin")
    try await Self.second.plug(port: 1, serial: "SAME", product: "Twin")
    let navigator = Navigator(devices: .system)
    let twins = await navigator.cameras(labeled: "Twin")
    try #require(twins.count == 2)
    #expect(Set(twins.map(\.deviceId)).count == 2)
    #expect(Set(twins.map(\.groupId)).count == 2)
    #expect(try !Self.first.isStreaming)
    let tracks = [
      try await navigator.track(of: twins[0]), try await navigator.track(of: twins[1]),
    ]
    for track in tracks { _ = try await ImageCapture(track).grabFrame() }
    #expect(try Self.first.isStreaming)
    #expect(try Self.second.isStreaming)

    let isFirst = try tracks[0].device.deviceDescription.address == Self.first.node
    let (gone, other) = isFirst ? (tracks[0], tracks[1]) : (tracks[1], tracks[0])
    var ended = gone.events(.ended).makeAsyncIterator()
    try Self.first.tell("unplug")
    #expect(await ended.next() != nil)
    _ = try await ImageCapture(other).grabFrame()
    #expect(other.readyState == .live)
    other.stop()
  }

  @Test func missingBandwidthIsReported() async throws {
    try Self.second.tell("unplug")
    try await Self.first.plug(transfer: "isochronous")
    try Self.first.tell("fault no-bandwidth")
    let run = try Command([
      "capture", "--devices", "system", "--frames", "2", "--constraints", #"{"video":true}"#,
    ])
    #expect(run.status == 2)
    #expect(run.errorOutput.hasPrefix("NotReadableError: "), "\(run.errorOutput)")
    #expect(run.errorOutput.contains("the USB bus has no bandwidth left"), "\(run.errorOutput)")
    #expect(run.errorOutput.contains("No space left on device"), "\(run.errorOutput)")
    #expect(run.errorOutput.split(separator: "\n").count == 1)
    // Once there is bandwidth again, the camera works.
    try Self.first.tell("fault none")
    let navigator = Navigator(devices: .system)
    let track = try await navigator.track(of: navigator.camera(labeled: Self.first.label))
    _ = try await ImageCapture(track).grabFrame()
    track.stop()
  }

  @Test func aCameraAndItsMicrophoneAreOneGroup() async throws {
    try await Self.first.plug()
    try await Self.second.plug()
    let cards = try [Self.first, Self.second].map { camera in
      let nodes = try camera.tell("state")["nodes"]?.elements.compactMap(\.text) ?? []
      return try #require(nodes.first { $0.hasPrefix("pcmC") }).dropFirst(4).prefix { $0 != "D" }
    }
    var modules: [String] = []
    for (number, card) in cards.enumerated() {
      modules.append(
        try Self.run(
          "pactl", "load-module", "module-alsa-source", "device=hw:\(card)",
          "source_name=webcam\(number)", "source_properties=device.description=Microphone\(number)")
      )
    }
    defer { for module in modules { _ = try? Self.run("pactl", "unload-module", module) } }
    let devices: [MediaDeviceInfo] = await Navigator(devices: .system).mediaDevices
      .enumerateDevices()
    func group(_ kind: MediaDeviceKind, _ label: String) throws -> String {
      let found = devices.filter { $0.kind == kind && $0.label.hasPrefix(label) }
      try #require(found.count == 1, "\(label): \(devices)")
      return found[0].groupId
    }
    let cameras = try [Self.first, Self.second].map { try group(.videoinput, $0.label) }
    let microphones = try (0..<2).map { try group(.audioinput, "Microphone\($0)") }
    #expect(cameras == microphones)
    #expect(cameras[0] != cameras[1])
  }

  /// Runs a program; returns its output.
  static func run(_ arguments: String...) throws -> String {
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardOutput = output
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(arguments)")
    return String(decoding: text, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
