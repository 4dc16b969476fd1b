// The photo booth of `OldCode`, after following its warnings: current calls, same output.

import Foundation
import UserMedia

@main
struct OldCodeMigrated {
  static func main() async {
    let isSynthetic = CommandLine.arguments.contains("--synthetic")
    let navigator = Navigator(devices: isSynthetic ? .synthetic : .system)

    do {
      try await takePhotos(navigator.mediaDevices)
    } catch let error as OverconstrainedError {
      print("the camera cannot do \(error.constraint)")
      exit(1)
    } catch let error as DOMException {
      switch error.name {
      case "NotAllowedError": print("the camera may not be used")
      case "NotFoundError": print("there is no camera or no microphone")
      case "NotReadableError": print("the camera is in use")
      default: print("\(error.name): \(error.message)")
      }
      exit(1)
    } catch {
      print("\(error)")
      exit(1)
    }
  }

  static func takePhotos(_ mediaDevices: MediaDevices) async throws {
    // 1. List cameras and microphones. The constraint will choose the camera.
    for device in await mediaDevices.enumerateDevices() {
      let kind = device.kind == .videoinput ? "video" : "audio"
      let capabilities = (device as? InputDeviceInfo)?.getCapabilities()
      let facing = capabilities?.facingMode?.first?.rawValue ?? ""
      print("\(kind): \(device.label) \(facing)")
    }

    // 2. Request the front camera, and a microphone.
    let stream = try await mediaDevices.getUserMedia(
      .init(
        audio: true,
        video: .init(
          width: .init(min: 640, ideal: 1280), height: .init(min: 360), frameRate: 30,
          facingMode: "user")))
    defer {
      for track in stream.getTracks() { track.stop() }
      print("the stream has ended")
    }
    let (audio, video) = (stream.getAudioTracks(), stream.getVideoTracks())
    print("stream of \(audio.count) audio and \(video.count) video tracks")

    // 3. and 4. Read frames from the track itself: take three photos, then stop.
    let settings = video[0].getSettings()
    print("the video is \(settings.width ?? 0)x\(settings.height ?? 0)")
    var number = 0
    for await frame in video[0].videoFrames() {
      number += 1
      try Data(frame.jpegBytes()).write(to: URL(filePath: "photo-\(number).jpg"))
      print("photo-\(number).jpg")
      if number == 3 { break }
    }
  }
}
