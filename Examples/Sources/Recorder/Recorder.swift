// Records five seconds of camera and microphone, with a pause in between, and saves them.

import Foundation
import UserMedia

@main
struct Recorder {
  static func main() async {
    let isSynthetic = CommandLine.arguments.contains("--synthetic")
    let navigator = Navigator(devices: isSynthetic ? .synthetic : .system)
    do {
      let stream: MediaStream = try await navigator.mediaDevices.getUserMedia(
        .init(audio: true, video: .init(width: 640, height: 360)))
      let recorder = try MediaRecorder(stream)
      recorder.onerror = { event in print("recording failed: \(event.error!)") }
      recorder.onoverload = { event in print("\(event.droppedVideoFrames) pictures dropped") }

      try recorder.record(to: "recorder.webm")
      try await Task.sleep(for: .seconds(3))
      try recorder.pause()
      try await Task.sleep(for: .seconds(1))
      try recorder.resume()
      try await Task.sleep(for: .seconds(2))
      try await recorder.finish()
      print("recorder.webm: \(recorder.stats.duration / 1_000_000) s, \(recorder.mimeType)")
    } catch {
      print("\(error)")
      exit(1)
    }
  }
}
