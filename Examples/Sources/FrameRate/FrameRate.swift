// The page's "frame rate": fewer frames per second, for a connection with little bandwidth.

import Foundation
import UserMedia

@main
struct FrameRate {
  static func main() async {
    let isSynthetic = CommandLine.arguments.contains("--synthetic")
    let navigator = Navigator(devices: isSynthetic ? .synthetic : .system)

    do {
      let stream = try await navigator.mediaDevices.getUserMedia(
        .init(video: .init(frameRate: .init(ideal: 10, max: 15))))
      let camera = stream.getVideoTracks()[0]
      print("requested 10, at most 15; the track has \(camera.getSettings().frameRate ?? 0)")

      var first: Int64?
      var frames = 0
      for await frame in camera.videoFrames() {
        frames += 1
        let start = first ?? frame.timestamp
        first = start
        guard frames == 21 else { continue }
        let rate = 20_000_000 / Double(frame.timestamp - start)
        print("measured over \(frames) frames: \((rate * 100).rounded() / 100) per second")
        break
      }
      camera.stop()
    } catch {
      print("\(error)")
      exit(1)
    }
  }
}
