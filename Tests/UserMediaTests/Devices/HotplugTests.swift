import Foundation
import Testing

@testable import UserMedia

/// The kernel's virtual cameras, unplugged and plugged in again.
@Suite(
  .enabled(if: VirtualCameras.areThere, "no virtual cameras"), .serialized,
  .timeLimit(.minutes(5)))
struct HotplugTests {
  @Test func unpluggingEndsTheTrackAndFiresDeviceChange() async throws {
    let navigator = Navigator()
    let before = await Self.cameras(navigator)
    #expect(!before.isEmpty)
    var events = navigator.mediaDevices.events(.devicechange).makeAsyncIterator()
    await navigator.mediaDevices.watched()
    let stream: MediaStream = try await navigator.mediaDevices.getUserMedia(.init(video: true))
    let track = stream.getVideoTracks()[0]
    var ended = track.events(.ended).makeAsyncIterator()
    var frames = track.videoFrames().makeAsyncIterator()
    #expect(await frames.next() != nil)

    try "vivid.0".write(
      toFile: VirtualCameras.driver + "/unbind", atomically: false, encoding: .utf8)
    #expect(await ended.next() != nil)
    #expect(track.endedCause?.kind == .notFound)
    while await frames.next() != nil {}
    // All cameras disappear with the driver; the kernel may take a moment.
    var left = before.count
    while left > 0 {
      left = try #require(await events.next()).devices.count { $0.kind == .videoinput }
    }

    try "vivid.0".write(toFile: VirtualCameras.driver + "/bind", atomically: false, encoding: .utf8)
    var back: [String] = []
    while back.count < before.count {
      back = try #require(await events.next()).devices.filter { $0.kind == .videoinput }
        .map(\.deviceId)
    }
    #expect(back == before)
    let again: MediaStream = try await navigator.mediaDevices.getUserMedia(
      .init(video: .init(deviceId: .exact(before[0]))))
    var pictures = again.getVideoTracks()[0].videoFrames().makeAsyncIterator()
    #expect(await pictures.next() != nil)
    for track in again.getTracks() { track.stop() }
  }

  private static func cameras(_ navigator: Navigator) async -> [String] {
    let devices: [MediaDeviceInfo] = await navigator.mediaDevices.enumerateDevices()
    return devices.filter { $0.kind == .videoinput }.map(\.deviceId)
  }
}

/// Unplugs the kernel's virtual cameras.
private enum VirtualCameras {
  static let driver = "/sys/bus/platform/drivers/vivid"
  static let areThere =
    ProcessInfo.processInfo.environment["USERMEDIA_REQUIRE_DEVICES"] != nil
    || FileManager.default.isWritableFile(atPath: driver + "/unbind")
}
