import UserMedia

/// The snippets of README.md, verbatim apart from imports and `dispatchMain()`.
struct ReadmeSnippets {
  let navigator: Navigator
  let print: @Sendable (Any...) -> Void

  // swift-format-ignore
  func callbacks() -> VideoElement {
    let video = VideoElement()
    navigator.webkitGetUserMedia(
      ["audio": true, "video": ["mandatory": ["minWidth": 640], "optional": [["minFrameRate": 30]]]],
      { stream in
        video.srcObject = stream
        video.requestVideoFrameCallback { frame, _ in
          print(frame.codedWidth, frame.codedHeight, frame.timestamp)
        }
      },
      { error in print(error.name, error.constraintName) })
    return video
  }

  func promises() {
    navigator.mediaDevices.getUserMedia(.init(audio: true, video: .init(width: 1280, height: 720)))
      .then { stream in
        Promise { try await ImageCapture(stream.getVideoTracks()[0]).takePhoto() }
      }
      .then { photo in print("\(photo.bytes.count) bytes of \(photo.type)") }
      .catch { error in print("\(error)") }
  }

  func async() async throws {
    let stream: MediaStream = try await navigator.mediaDevices.getUserMedia(
      .init(video: .init(width: 1280, height: .init(min: 720), facingMode: "user")))
    for await frame in stream.getVideoTracks()[0].videoFrames() {
      let picture = try frame.converted(to: .rgba)
      picture.withPlane(0) { bytes in print(bytes.byteCount, picture.layout.planes[0].stride) }
    }
  }
}
