import Foundation
import Glibc
import Testing
import UserMedia

extension USBCameraTests {
  /// A camera that is unplugged at any moment, and plugged in at another port.
  @Suite struct Unplugging {
    private let camera = USBCameraTests.first

    /// How a request and its track ended.
    private enum Outcome: Hashable {
      case refused(String)
      case ended(CaptureError.Kind?)
      case stopped
    }

    /// Requests the camera, with a control, and reads ten frames.
    private func use(_ device: MediaDeviceInfo, of navigator: Navigator) async throws -> Outcome {
      let track: MediaStreamTrack
      do {
        let stream: MediaStream = try await navigator.mediaDevices.getUserMedia(
          .init(
            video: .init(
              width: .exact(320), height: .exact(240), frameRate: .exact(60),
              deviceId: .exact(device.deviceId), brightness: 20)))
        track = try #require(stream.getVideoTracks().first)
      } catch let error as DOMException {
        return .refused(error.name)
      }
      var count = 0
      for await _ in track.videoFrames() {
        count += 1
        if count == 10 { break }
      }
      if count < 10 {
        #expect(track.readyState == .ended)
        return .ended(track.endedCause?.kind)
      }
      track.stop()
      return .stopped
    }

    @Test func unpluggingAtFiftyMoments() async throws {
      try USBCameraTests.second.tell("unplug")
      try await camera.plug()
      let navigator = Navigator(devices: .system)
      let deviceId = try await navigator.camera(labeled: camera.label).deviceId

      // How often one use of the camera reaches each moment after it is plugged in.
      func counts() throws -> [String: Int] {
        let members = try camera.tell("state")["moments"]?.members ?? [:]
        return Dictionary(uniqueKeysWithValues: members.map { ($0.0, Int($0.1.double ?? 0)) })
      }
      let before = try counts()
      let dry = try await use(navigator.camera(labeled: camera.label), of: navigator)
      #expect(dry == .stopped)
      try await camera.wait(for: "the stream's end") { $0["streaming"] == false }
      let reached = try counts().merging(before) { $0 - $1 }
      var moments: [(moment: String, count: Int)] = []
      for (moment, most) in [
        ("probe", 3), ("commit", 1), ("get", 4), ("set", 2), ("start", 1), ("frame", 10),
        ("payload", 9), ("stop", 1),
      ] {
        let times = reached[moment] ?? 0
        #expect(times > 0, "\(moment) is not reached")
        moments += (1...max(1, min(most, times))).map { (moment, $0) }
      }
      let requests = try #require(reached["request"])
      let rest = 50 - moments.count
      moments += (0..<rest).map { ("request", 1 + $0 % requests) }

      for (index, (moment, count)) in moments.enumerated() {
        let device = try await navigator.camera(labeled: camera.label)
        #expect(device.deviceId == deviceId)
        // A node that is open keeps its number from the next one.
        let node = try camera.node
        let open = index % 2 == 0 ? Glibc.open(node, O_RDWR | O_NONBLOCK | O_CLOEXEC) : -1
        defer { if open >= 0 { close(open) } }
        try camera.tell("unplug \(moment) \(count)")
        let outcome = try await use(device, of: navigator)
        let circumstances = "\(moment) \(count): \(outcome)"
        switch outcome {
        case .refused(let name):
          #expect(
            ["NotFoundError", "NotReadableError", "AbortError", "OverconstrainedError"].contains(
              name),
            "\(circumstances)")
        case .ended(let kind): #expect(kind == .notFound, "\(circumstances)")
        case .stopped:
          // The moments after the last frame.
          #expect(
            ["stop", "request", "set", "get", "frame", "payload"].contains(moment),
            "\(circumstances)")
        }
        let state = try await camera.wait(for: "unplugged, \(circumstances)") {
          $0["plugged"] == false
        }
        #expect(state["plugged"] == false)
        while await !navigator.cameras(labeled: camera.label).isEmpty {
          try await Task.sleep(for: .milliseconds(20))
        }
        try camera.tell("plug port=\((index + 1) % 8)")
        try await camera.waitForNodes()
        if open >= 0 { #expect(try camera.node != node) }
      }
    }

    /// The kernel's own enumeration is interrupted as well; the final state counts.
    @Test(arguments: [1, 5, 10, 20, 40])
    func unpluggingDuringEnumeration(request: Int) async throws {
      try USBCameraTests.second.tell("unplug")
      try await camera.plug()
      let navigator = Navigator(devices: .system)
      let deviceId = try await navigator.camera(labeled: camera.label).deviceId
      try camera.tell("unplug")
      try await camera.wait(for: "a free port") { $0["nodes"]?.elements.isEmpty == true }
      try camera.tell("plug")
      try camera.tell("unplug request \(request)")
      while try camera.tell("state")["plugged"] == true {
        _ = await navigator.cameras(labeled: camera.label)
      }
      while await !navigator.cameras(labeled: camera.label).isEmpty {
        try await Task.sleep(for: .milliseconds(20))
      }
      try await camera.plug(port: 6)
      #expect(try await navigator.camera(labeled: camera.label).deviceId == deviceId)
    }

    @Test func pluggingAndUnpluggingFireDeviceChange() async throws {
      try USBCameraTests.second.tell("unplug")
      try await camera.plug()
      let navigator = Navigator(devices: .system)
      let device = try await navigator.camera(labeled: camera.label)
      var changes = navigator.mediaDevices.events(.devicechange).makeAsyncIterator()
      let track = try await navigator.track(of: device)
      var ended = track.events(.ended).makeAsyncIterator()
      _ = try await ImageCapture(track).grabFrame()
      try camera.tell("unplug frame 3")
      #expect(await ended.next() != nil)
      #expect(track.endedCause?.kind == .notFound)
      var cameras = 1
      while cameras > 0 {
        cameras = try #require(await changes.next()).devices.count { $0.kind == .videoinput }
      }
      try camera.tell("plug port=5")
      while cameras == 0 {
        let devices = try #require(await changes.next()).devices.filter { $0.kind == .videoinput }
        cameras = devices.count
        if cameras > 0 { #expect(devices.map(\.deviceId) == [device.deviceId]) }
      }
    }
  }
}
