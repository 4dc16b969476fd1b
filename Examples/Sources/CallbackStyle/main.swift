// Captures a camera and a microphone in the style of 2013: a prefixed call, outdated constraints,
// two callbacks.

import Dispatch
import Foundation
import Synchronization
import UserMedia

let isSynthetic = CommandLine.arguments.contains("--synthetic")
let navigator = Navigator(devices: isSynthetic ? .synthetic : .system)
let frames = Atomic(0)
let subscriptions = Mutex<[FrameSubscription]>([])

navigator.webkitGetUserMedia(
  [
    "audio": true,
    "video": [
      "mandatory": ["minWidth": 640, "minHeight": 360],
      "optional": [["minFrameRate": 30]],
    ],
  ],
  { stream in
    let camera = stream.getVideoTracks()[0]
    print("camera: \(camera.label), \(camera.getSettings().value.json)")
    print("microphone: \(stream.getAudioTracks()[0].label)")

    let subscription = camera.onVideoFrame { frame in
      guard frames.add(1, ordering: .relaxed).newValue == 30 else { return }
      do {
        try Data(frame.jpegBytes()).write(to: URL(filePath: "callback.jpg"))
        print("30 frames; the last one is callback.jpg")
      } catch {
        print("\(error)")
      }
      for track in stream.getTracks() { track.stop() }
      exit(0)
    }
    subscriptions.withLock { $0.append(subscription) }
  },
  { error in
    print("\(error.name): \(error.message) \(error.constraintName)")
    exit(1)
  })

dispatchMain()
