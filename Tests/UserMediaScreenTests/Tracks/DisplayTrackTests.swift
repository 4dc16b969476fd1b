#if Screen
import DisplayTestSupport
import Testing
import UserMedia
import UserMediaCore
import UserMediaScreen

/// Tracks of an X display, from `getDisplayMedia` to their end.
@Suite(.enabled(if: PrivateDisplay.isExpected), .timeLimit(.minutes(5)))
struct DisplayTrackTests {
  private let display: PrivateDisplay
  private let painter: Painter
  private let media: MediaDevices

  init() async throws {
    display = try await PrivateDisplay()
    painter = try Painter(display)
    media =
      Navigator(devices: DeviceSet(cameras: [], microphones: [], displays: display.driver))
      .mediaDevices
  }

  @Test func anUnchangedScaledScreen() async throws {
    painter.fill(width: 320, height: 480, 0xff0000)
    painter.fill(x: 320, width: 320, height: 480, 0x0000ff)
    let stream: MediaStream = try await media.getDisplayMedia(
      .init(video: .init(width: 64, frameRate: 60, cursor: "never")))
    let track = try #require(stream.getVideoTracks().first)
    var frames = track.videoFrames(.newest(8)).makeAsyncIterator()
    var timestamps: [Int64] = []
    for _ in 0..<5 {
      let frame = try #require(await frames.next())
      #expect((frame.codedWidth, frame.codedHeight) == (64, 48))
      let pixels = frame.pixels
      #expect(pixels[24 * 64 + 5] & 0xffffff == 0xff0000)
      #expect(pixels[24 * 64 + 60] & 0xffffff == 0x0000ff)
      timestamps.append(frame.timestamp)
    }
    // One picture, scaled once, with a new timestamp each time it is lent.
    #expect(Set(timestamps).count == 5)
    #expect(timestamps == timestamps.sorted())
    let photo = try await ImageCapture(track).takePhoto()
    #expect(photo.bytes.starts(with: [0xff, 0xd8]))
    track.stop()
  }

  @Test func settingsFollowAWindowUntilItIsClosed() async throws {
    let window = painter.window(
      x: 20, y: 20, width: 200, height: 100, color: 0x336699, title: "Letter")
    let stream: MediaStream = try await media.getDisplayMedia(.init(surface: "window:Letter"))
    let track = try #require(stream.getVideoTracks().first)
    let settings = track.getSettings()
    #expect((settings.width, settings.height) == (200, 100))
    #expect((settings.displaySurface, settings.logicalSurface) == (.window, true))
    var changes = track.events(.configurationchange).makeAsyncIterator()
    painter.resize(window, width: 300, height: 50)
    #expect(await changes.next() != nil)
    #expect((track.getSettings().width, track.getSettings().height) == (300, 50))
    var ends = track.events(.ended).makeAsyncIterator()
    painter.close(window)
    #expect(await ends.next() != nil)
    #expect(track.endedCause?.message == "the window was closed")
  }

  /// Required constraints count once a surface has been chosen (Screen Capture, 5.4); until then
  /// `min` and `exact` are a TypeError, and `max` limits the size.
  @Test func requiredSizesAndRates() async throws {
    await #expect(throws: TypeError.self) {
      let _: MediaStream = try await media.getDisplayMedia(.init(video: .init(width: .exact(320))))
    }
    let stream: MediaStream = try await media.getDisplayMedia(
      .init(video: .init(width: .init(max: 320), frameRate: .init(max: 20))))
    let track = try #require(stream.getVideoTracks().first)
    #expect((track.getSettings().width, track.getSettings().height) == (320, 240))
    #expect(track.getSettings().frameRate == 20)
    try await track.applyConstraints(.init(height: .exact(120), frameRate: .exact(10)))
    #expect((track.getSettings().width, track.getSettings().height) == (160, 120))
    #expect(track.getSettings().frameRate == 10)
    for await frame in track.videoFrames() where frame.codedWidth == 160 {
      #expect(frame.codedHeight == 120)
      break
    }
    for (wrong, name) in [
      (.init(width: .init(min: 641)), "width"), (.init(frameRate: .init(min: 61)), "frameRate"),
      (.init(width: .exact(100), height: .exact(100)), "height"),
    ] as [(MediaTrackConstraints, String)] {
      let error = await #expect(throws: OverconstrainedError.self) {
        try await track.applyConstraints(wrong)
      }
      #expect(error?.constraint == name)
      #expect((track.getSettings().width, track.getSettings().height) == (160, 120))
    }
    track.stop()
  }

  @Test func evenDimensionsForEncoders() async throws {
    painter.fill(width: 640, height: 480, 0x00ff00)
    _ = painter.window(x: 0, y: 0, width: 101, height: 77, color: 0x336699, title: "Odd")
    let stream: MediaStream = try await media.getDisplayMedia(
      .init(video: .init(cursor: "never"), surface: "window:Odd"))
    let track = try #require(stream.getVideoTracks().first)
    var frames = track.videoFrames().makeAsyncIterator()
    let frame = try #require(await frames.next())
    #expect((frame.codedWidth, frame.codedHeight) == (101, 77))
    let even = try frame.withEvenDimensions().converted(to: .bgra)
    #expect((even.codedWidth, even.codedHeight) == (100, 76))
    #expect(even.pixels.allSatisfy { $0 & 0xffffff == 0x336699 })
    track.stop()
  }

  @Test func aKilledServerEndsTheTrack() async throws {
    let stream: MediaStream = try await media.getDisplayMedia()
    let track = try #require(stream.getVideoTracks().first)
    display.kill()
    for await _ in track.videoFrames() {}
    #expect(track.readyState == .ended)
    #expect(track.endedCause?.kind == .notFound)
    #expect(track.endedCause?.cause?.domain == .x11)
  }

  @Test func theCursorCanBeHiddenLater() async throws {
    painter.setCursor(width: 8, height: 8, color: 0xff8000)
    painter.movePointer(x: 30, y: 40)
    let stream: MediaStream = try await media.getDisplayMedia(.init(video: .init(frameRate: 60)))
    let track = try #require(stream.getVideoTracks().first)
    func waits(for color: UInt32) async {
      for await frame in track.videoFrames() where frame.pixels[42 * 640 + 32] & 0xffffff == color {
        return
      }
      Issue.record("the track ended")
    }
    await waits(for: 0xff8000)
    try await track.applyConstraints(.init(cursor: .exact("never")))
    #expect(track.getSettings().cursor == .never)
    await waits(for: 0)
    track.stop()
  }

  @Test func aDisabledTrackIsBlackAndReleasesTheDisplay() async throws {
    painter.fill(width: 640, height: 480, 0xffffff)
    let stream: MediaStream = try await media.getDisplayMedia()
    let track = try #require(stream.getVideoTracks().first)
    track.enabled = false
    let left = try await display.sharedMemoriesLeft()
    #expect(left == 0)
    track.enabled = true
    for await frame in track.videoFrames() where frame.pixelFormat == .bgrx {
      #expect(frame.pixels[0] & 0xffffff == 0xffffff)
      break
    }
    track.stop()
  }
}
#endif
