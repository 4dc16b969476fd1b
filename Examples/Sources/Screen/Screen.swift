// Captures a screen or a window; the user chooses one at the terminal, as in a browser's dialog.
// The picture is scaled down, and follows the window's size until the window is closed.

import Foundation
import UserMedia

@main
struct Screen {
  static func main() async {
    let isSynthetic = CommandLine.arguments.contains("--synthetic")
    let navigator =
      isSynthetic
      ? Navigator(devices: .synthetic) : Navigator(permissions: AskPermission(TerminalPrompter()))

    do {
      let stream = try await navigator.mediaDevices.getDisplayMedia(
        .init(video: .init(width: .init(max: 1280), frameRate: 10, cursor: "motion")))
      let track = stream.getVideoTracks()[0]
      let settings = track.getSettings()
      print(
        "\(track.label): \(settings.width ?? 0)x\(settings.height ?? 0), "
          + "a \(settings.displaySurface?.rawValue ?? "display")")

      track.onconfigurationchange = { event in
        let settings = event.target.getSettings()
        print("now \(settings.width ?? 0)x\(settings.height ?? 0)")
      }
      var frames = 0
      for await frame in track.videoFrames() {
        frames += 1
        guard frames == 20 else { continue }
        try Data(frame.jpegBytes()).write(to: URL(filePath: "screen.jpg"))
        print("saved the last frame as screen.jpg")
        break
      }
      if let cause = track.endedCause { print("\(cause)") }
      track.stop()
    } catch {
      print("\(error)")
      exit(1)
    }
  }
}
