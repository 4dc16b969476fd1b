// Captures a camera and a microphone with async calls and loops.

import Foundation
import UserMedia

@main
struct AsyncStyle {
  static func main() async {
    let isSynthetic = CommandLine.arguments.contains("--synthetic")
    let navigator = Navigator(devices: isSynthetic ? .synthetic : .system)

    do {
      let stream = try await navigator.mediaDevices.getUserMedia(
        .init(audio: true, video: .init(width: 1280, height: .init(min: 720))))
      defer { for track in stream.getTracks() { track.stop() } }

      let camera = stream.getVideoTracks()[0]
      print("camera: \(camera.label), \(camera.getSettings().value.json)")

      var frames = 0
      for await frame in camera.videoFrames() {
        frames += 1
        guard frames == 30 else { continue }
        try Data(frame.jpegBytes()).write(to: URL(filePath: "async.jpg"))
        print("30 frames; the last one is async.jpg")
        break
      }
    } catch let error as OverconstrainedError {
      print("no camera can do \(error.constraint)")
      exit(1)
    } catch {
      print("\(error)")
      exit(1)
    }
  }
}
