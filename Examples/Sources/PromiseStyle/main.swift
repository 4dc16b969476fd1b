// Captures a camera and a microphone with promises, as on the 2016 page.

import Dispatch
import Foundation
import UserMedia

let isSynthetic = CommandLine.arguments.contains("--synthetic")
let navigator = Navigator(devices: isSynthetic ? .synthetic : .system)
let constraints = MediaStreamConstraints(audio: true, video: .init(width: 1280, height: 720))

navigator.mediaDevices.getUserMedia(constraints)
  .then { stream in
    let camera = stream.getVideoTracks()[0]
    print("camera: \(camera.label), \(camera.getSettings().value.json)")
    return Promise { try await ImageCapture(camera).takePhoto() }
      .finally { for track in stream.getTracks() { track.stop() } }
  }
  .then { photo in
    try Data(photo.bytes).write(to: URL(filePath: "promise.jpg"))
    print("\(photo.bytes.count) bytes of \(photo.type) in promise.jpg")
    exit(0)
  }
  .catch { error in
    print("\(error)")  // Always check for errors at the end.
    exit(1)
  }

dispatchMain()
