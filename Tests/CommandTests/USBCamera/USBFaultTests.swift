import FileTestSupport
import Foundation
import Testing
import UserMedia

extension USBCameraTests {
  /// Cameras that send invalid data, or nothing.
  @Suite struct Faults {
    private let camera = USBCameraTests.first

    /// A track of the only, reset camera.
    private func track() async throws -> MediaStreamTrack {
      try USBCameraTests.second.tell("unplug")
      try await camera.plug()
      let navigator = Navigator(devices: .system)
      return try await navigator.track(of: navigator.camera(labeled: camera.label))
    }

    /// The kernel drops frames that it knows to be damaged; others arrive. Neither ends a track,
    /// and later frames are whole.
    @Test(arguments: [
      "short", "oversized", "error", "header-only", "no-end-of-frame", "no-end-marker", "no-tables",
      "other-size", "garbage",
    ])
    func badPayloadsDoNotEndATrack(fault: String) async throws {
      let track = try await track()
      var frames = track.videoFrames().makeAsyncIterator()
      #expect(await frames.next() != nil)
      try camera.tell("fault \(fault) 10")
      let sent = try #require(try camera.tell("state")["frames"]?.double)
      try await camera.wait(for: "ten bad frames and more") {
        ($0["frames"]?.double ?? 0) >= sent + 20
      }
      // Older frames may still be in buffers.
      var left = 30
      let pictures = try USBCamera.pictures(width: 320, height: 240)
      var isWhole = false
      while !isWhole, left > 0 {
        left -= 1
        isWhole = pictures.contains(Data(try await ImageCapture(track).takePhoto().bytes))
      }
      #expect(isWhole)
      #expect(track.readyState == .live)
      #expect(!track.muted)
      track.stop()
    }

    /// Whatever libjpeg-turbo can decode is recorded; the rest is skipped, and recording continues.
    @Test(arguments: ["short", "no-end-marker", "no-tables", "other-size", "garbage"])
    func badJPEGsDoNotEndARecording(fault: String) async throws {
      try USBCameraTests.second.tell("unplug")
      try await camera.plug()
      try camera.tell("fault \(fault) 5")
      let directory = try TemporaryDirectory()
      let video = directory.path("v.y4m")
      let run = try Command([
        "capture", "--devices", "system", "--frames", "15", "--video", video, "--constraints",
        #"{"video":{"width":{"exact":320},"height":{"exact":240},"frameRate":{"exact":60}}}"#,
      ])
      #expect(run.status == 0, "\(run.errorOutput)")
      #expect(try camera.tell("state")["moments"]?["frame"]?.double ?? 0 > 5)
      let bytes = try Data(contentsOf: URL(filePath: video))
      let header = try #require(bytes.firstIndex(of: UInt8(ascii: "\n")))
      #expect(bytes.count == header + 1 + 15 * (6 + 320 * 240 * 3 / 2))
    }

    @Test func aHungCameraIsMutedAndEnded() async throws {
      let track = try await track()
      var muted = track.events(.mute).makeAsyncIterator()
      var ended = track.events(.ended).makeAsyncIterator()
      _ = try await ImageCapture(track).grabFrame()
      try camera.tell("fault hang")
      #expect(await muted.next() != nil)
      #expect(await ended.next() != nil)
      #expect(track.endedCause?.kind == .unreadable)
      #expect(track.endedCause?.message == "gives no frames")
      // The camera was released, and works again.
      try await camera.wait(for: "no stream") { $0["streaming"] == false }
      try camera.tell("fault none")
      let navigator = Navigator(devices: .system)
      let next = try await navigator.track(of: navigator.camera(labeled: camera.label))
      _ = try await ImageCapture(next).grabFrame()
      next.stop()
    }

    @Test func aTemporarilyHungCameraIsUnmuted() async throws {
      let track = try await track()
      var muted = track.events(.mute).makeAsyncIterator()
      var unmuted = track.events(.unmute).makeAsyncIterator()
      _ = try await ImageCapture(track).grabFrame()
      try camera.tell("fault hang")
      #expect(await muted.next() != nil)
      try camera.tell("fault none")
      #expect(await unmuted.next() != nil)
      _ = try await ImageCapture(track).grabFrame()
      track.stop()
    }

    /// The kernel waits five seconds for each answer (uvcvideo.h, `UVC_CTRL_STREAMING_TIMEOUT`).
    @Test(arguments: ["hang-control", "refuse"])
    func aCameraThatCannotBeConfiguredIsNotReadable(fault: String) async throws {
      try USBCameraTests.second.tell("unplug")
      try await camera.plug()
      let navigator = Navigator(devices: .system)
      let device = try await navigator.camera(labeled: camera.label)
      try camera.tell("fault \(fault)")
      let error = await #expect(throws: DOMException.self) {
        _ = try await navigator.track(of: device)
      }
      #expect(error?.name == "NotReadableError", "\(String(describing: error))")
      try camera.tell("fault none")
      let track = try await navigator.track(of: device)
      _ = try await ImageCapture(track).grabFrame()
      track.stop()
    }
  }
}
