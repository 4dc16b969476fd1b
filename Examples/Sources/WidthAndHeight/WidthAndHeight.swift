// The page's "width and height": a preferred size, and a video element that shows the stream.
//
// Once with promises, as on the page, and once with async calls. `OldCode` does the same with
// callbacks and an object URL.

import Foundation
import UserMedia

@main
struct WidthAndHeight {
  // Prefer the camera resolution nearest to 1280x720.
  static let constraints = MediaStreamConstraints(
    audio: true, video: .init(width: 1280, height: 720))

  static func main() async {
    let isSynthetic = CommandLine.arguments.contains("--synthetic")
    let navigator = Navigator(devices: isSynthetic ? .synthetic : .system)
    do {
      try await showByPromises(navigator.mediaDevices).value
      try await showByAsync(navigator.mediaDevices)
    } catch {
      print("\(error)")
      exit(1)
    }
  }

  static func showByPromises(_ mediaDevices: MediaDevices) -> Promise<Void> {
    let video = VideoElement()
    return mediaDevices.getUserMedia(constraints)
      .then { stream in
        Promise { resolve, _ in
          video.srcObject = stream
          video.onloadedmetadata = { event in
            event.target.promises.play()
            print("with promises: \(video.videoWidth)x\(video.videoHeight)")
            resolve(())
          }
        }
      }
      .catch { error in print("\(error)") }  // Always check for errors at the end.
  }

  static func showByAsync(_ mediaDevices: MediaDevices) async throws {
    let video = VideoElement()
    video.srcObject = try await mediaDevices.getUserMedia(constraints)
    try await video.play()
    print("with async calls: \(video.videoWidth)x\(video.videoHeight)")
  }
}
