import Synchronization
import Testing

@testable import UserMedia

/// Tracks, streams, permissions and devices used by many threads at once; for ThreadSanitizer.
@Suite(.timeLimit(.minutes(5))) struct EverythingAtOnceTests {
  private final class Kept: Sendable {
    private let tracks = Mutex<[MediaStreamTrack]>([])
    var all: [MediaStreamTrack] { tracks.withLock { $0 } }
    func add(_ track: MediaStreamTrack) { tracks.withLock { $0.append(track) } }
  }

  @Test func threadsMayDoEverythingAtOnce() async throws {
    let test = TestNavigator()
    let stream = try await test.media.getUserMedia(.init(audio: true, video: true))
    let others = Kept()
    await withTaskGroup(of: Void.self) { group in
      for worker in 0..<4 {
        group.addTask {
          for round in 0..<25 {
            let track = stream.getTracks()[(worker + round) % 2]
            let clone = track.clone()
            clone.onended = { _ in }
            let listener = track.addEventListener(.mute) { $0.target.enabled.toggle() }
            let shared = MediaStream([track, clone])
            clone.enabled = round % 3 != 0
            track.enabled = round % 2 == 0
            stream.addTrack(clone)
            clone.contentHint = "motion"
            try? await clone.applyConstraints(round % 4 == 0 ? .init(width: 320) : .init())
            _ = (shared.active, clone.stats, clone.getSettings(), shared.clone().id)
            stream.removeTrack(clone)
            track.removeEventListener(.mute, listener)
            if round % 2 == 0 { clone.stop() }
            others.add(clone)
          }
        }
      }
      group.addTask {
        for _ in 0..<25 {
          test.driver.inject(.muted, into: TestNavigator.camera)
          await Task.yield()
          test.driver.clear(.muted, of: TestNavigator.camera)
          await Task.yield()
        }
      }
    }
    for track in stream.getTracks() { track.enabled = true }
    _ = try await ImageCapture(stream.getVideoTracks()[0]).grabFrame()
    test.driver.inject(.unplugged, into: TestNavigator.camera)
    #expect(others.all.allSatisfy { $0.kind == .audio || $0.readyState == .ended })
    for track in stream.getTracks() + others.all { track.stop() }
    test.driver.clear(.unplugged, of: TestNavigator.camera)
    #expect(await test.isReleased())
  }

  @Test func threadsMayRequestRevokeAndPlugAtOnce() async throws {
    let test = TestNavigator(permissions: AskPermission(Answering(), memory: .init(path: nil)))
    let (media, permissions) = (test.media, test.navigator.permissions)
    media.ondevicechange = { $0.target.ondevicechange = nil }
    await withTaskGroup(of: Void.self) { group in
      for worker in 0..<3 {
        group.addTask {
          for round in 0..<10 {
            // Being revoked or unplugged meanwhile is fine as well.
            guard
              let stream: MediaStream = try? await media.getUserMedia(
                .init(audio: .boolean(round % 2 == 0), video: true))
            else { continue }
            let clone = stream.clone()
            let loop = clone.getVideoTracks()[0].events()
            clone.getVideoTracks()[0].onended = { $0.target.stop() }
            if worker == 0 { await permissions.revoke(.camera) }
            for track in stream.getTracks() + clone.getTracks() { track.stop() }
            for await event in loop { #expect(event.type == .ended) }
          }
        }
      }
      group.addTask {
        for _ in 0..<20 {
          _ = await permissions.query(.camera).state
          _ = await media.enumerateDevices() as [MediaDeviceInfo]
        }
      }
      group.addTask {
        for _ in 0..<20 {
          test.driver.inject(.unplugged, into: TestNavigator.backCamera)
          await Task.yield()
          test.driver.clear(.unplugged, of: TestNavigator.backCamera)
        }
      }
    }
    let last: MediaStream = try await media.getUserMedia(.init(video: true))
    #expect(last.active)
    last.getVideoTracks()[0].stop()
    #expect(await test.isReleased())
  }
}
