import Dispatch
import Testing
import UserMedia

/// Tracks of a camera that changes its picture size on its own.
@Suite(.timeLimit(.minutes(5))) struct ResolutionChangeTests {
  private let driver = ResizingDriver()
  private let media: MediaDevices

  init() {
    media =
      Navigator(
        devices: DeviceSet(cameras: [driver], microphones: []),
        callbackQueue: DispatchQueue(label: "test")
      ).mediaDevices
  }

  private func track(_ width: UInt32, _ height: UInt32) async throws -> MediaStreamTrack {
    try await media.getUserMedia(
      .init(video: .init(width: .exact(width), height: .exact(height)))
    ).getVideoTracks()[0]
  }

  @Test func tracksContinueAtTheLargestPossibleSize() async throws {
    let (large, small) = (try await track(1280, 720), try await track(320, 180))
    var changes = large.events(.configurationchange).makeAsyncIterator()
    for (width, expected) in [(640, 640), (1280, 1280)] {
      try await driver.resize(
        to: .init(
          pixelFormat: .i420, width: width, height: width * 9 / 16, frameRate: FrameRate(30)))
      #expect(await changes.next()?.target === large)
      #expect(large.getSettings().width == expected)
      #expect(small.getSettings().width == 320)
      var (ofLarge, ofSmall) = (
        large.videoFrames().makeAsyncIterator(), small.videoFrames().makeAsyncIterator()
      )
      #expect(await ofLarge.next()?.codedWidth == expected)
      #expect(await ofSmall.next()?.codedWidth == 320)
    }
    #expect(large.readyState == .live && small.readyState == .live)
  }
}
