import Testing
import UserMedia

@Suite("MediaStreamTrack-MediaElement-disabled-video-is-black", .timeLimit(.minutes(5)))
struct MediaStreamTrackMediaElementDisabledVideoIsBlack {
  @Test func disabledTrackShowsBlack() async throws {
    let stream = try await Page().getUserMedia(["video": true])
    stream.getVideoTracks()[0].enabled = false
    let video = VideoElement()
    let shown = Promise<VideoFrame>.withResolvers()
    video.requestVideoFrameCallback { frame, _ in shown.resolve(frame) }
    video.srcObject = stream
    try await video.play()
    let picture = try await shown.promise.value.converted(to: .rgba)
    let isBlack = picture.withPlane(0) { bytes in
      stride(from: 0, to: bytes.byteCount, by: 4).allSatisfy { pixel in
        bytes.unsafeLoad(fromByteOffset: pixel, as: UInt8.self) == 0
          && bytes.unsafeLoad(fromByteOffset: pixel + 1, as: UInt8.self) == 0
          && bytes.unsafeLoad(fromByteOffset: pixel + 2, as: UInt8.self) == 0
          && bytes.unsafeLoad(fromByteOffset: pixel + 3, as: UInt8.self) == 255
      }
    }
    #expect(isBlack)
  }
}
