// The page's "front and back camera": the same request with another facingMode.

import Foundation
import UserMedia

@main
struct FlipCamera {
  static func main() async {
    let isSynthetic = CommandLine.arguments.contains("--synthetic")
    let navigator = Navigator(devices: isSynthetic ? .synthetic : .system)
    var front = false

    do {
      for _ in 1...4 {
        front.toggle()  // What the page's button does.
        let constraints = MediaStreamConstraints(
          video: .init(facingMode: front ? "user" : "environment"))
        let stream = try await navigator.mediaDevices.getUserMedia(constraints)
        let camera = stream.getVideoTracks()[0]
        let facing = camera.getSettings().facingMode?.rawValue ?? "unknown"
        let frame = try await ImageCapture(camera).grabFrame()
        print(
          "\(constraints): \(camera.label) looks at \(facing), \(frame.codedWidth)x\(frame.codedHeight)"
        )
        camera.stop()
      }
    } catch {
      print("\(error)")
      exit(1)
    }
  }
}
