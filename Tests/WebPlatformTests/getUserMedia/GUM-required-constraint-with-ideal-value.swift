import Testing
import UserMedia

@Suite("GUM-required-constraint-with-ideal-value")
struct GUMRequiredConstraintWithIdealValue {
  @Test func idealWidthWithinTheRequiredRangeIsUsed() async throws {
    let stream = try await Page().getUserMedia(["video": ["width": ["ideal": 320, "min": 160]]])
    #expect(stream.getVideoTracks().count == 1)
    #expect(stream.getVideoTracks()[0].getSettings().width == 320)
    let video = VideoElement()
    video.srcObject = stream
    try await video.play()
    #expect(video.videoWidth == 320)
  }
}
