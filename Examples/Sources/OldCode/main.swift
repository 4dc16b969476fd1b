// A photo booth as a page of 2013 had it, ported line by line: only the spelling is Swift's.
//
// The compiler warns about every call that has a successor. `OldCodeMigrated` is the same program
// after following all of these warnings.

import Dispatch
import Foundation
import Synchronization
import UserMedia
import UserMediaLegacy

let isSynthetic = CommandLine.arguments.contains("--synthetic")
let navigator = Navigator(devices: isSynthetic ? .synthetic : .system)

let video = VideoElement()
let localStream = Mutex<LocalMediaStream?>(nil)
let photos = Mutex(0)

// 1. Choose a camera: the front camera, if one is marked as such.

@Sendable func gotSources(_ sources: [SourceInfo]) {
  for source in sources {
    print("\(source.kind): \(source.label) \(source.facing)")
  }
  let cameras = sources.filter { $0.kind == "video" }
  guard let camera = cameras.first(where: { $0.facing == "user" }) ?? cameras.first else {
    print("there is no camera")
    exit(1)
  }
  start(camera.id)
}

// 2. Request it, and a microphone.

@Sendable func start(_ sourceId: String) {
  navigator.webkitGetUserMedia(
    [
      "audio": true,
      "video": [
        "mandatory": ["sourceId": .string(sourceId), "minWidth": 640, "minHeight": 360],
        "optional": [["minWidth": 1280], ["minFrameRate": 30]],
      ],
    ], gotStream, gotError)
}

// 3. Show it in the video element.

@Sendable func gotStream(_ stream: LocalMediaStream) {
  localStream.withLock { $0 = stream }
  print("stream of \(stream.audioTracks.count) audio and \(stream.videoTracks.count) video tracks")
  stream.onended = { _ in
    print("the stream has ended")
    exit(0)
  }
  video.onloadedmetadata = { _ in
    print("the video is \(video.videoWidth)x\(video.videoHeight)")
    video.promises.play()
    takePhoto()
  }
  video.src = window.URL.createObjectURL(stream)
}

// 4. Take three photos, then stop.

@Sendable func takePhoto() {
  video.requestVideoFrameCallback { frame, _ in
    let number = photos.withLock { number in
      number += 1
      return number
    }
    do {
      try Data(frame.jpegBytes()).write(to: URL(filePath: "photo-\(number).jpg"))
      print("photo-\(number).jpg")
    } catch {
      print("\(error)")
    }
    if number < 3 { return takePhoto() }
    window.URL.revokeObjectURL(video.src)
    localStream.withLock { $0 }?.stop()
  }
}

@Sendable func gotError(_ error: NavigatorUserMediaError) {
  switch error.name {
  case "PermissionDeniedError": print("the camera may not be used")
  case "DevicesNotFoundError": print("there is no camera or no microphone")
  case "ConstraintNotSatisfiedError": print("the camera cannot do \(error.constraintName)")
  case "TrackStartError": print("the camera is in use")
  default: print("\(error.name): \(error.message)")
  }
  exit(1)
}

MediaStreamTrack.getSources(of: navigator, gotSources)
dispatchMain()
