import FileTestSupport
import Foundation
import Synchronization
import Testing
import UserMediaSynthetic

@testable import UserMedia

/// A program never sees the undecodable JPEGs that a camera occasionally sends.
@Suite(.timeLimit(.minutes(5))) struct DamagedFrameTests {
  private let directory = try! TemporaryDirectory()

  /// JPEGs of the test pattern, 320x180.
  private func pictures(_ count: Int) async throws -> [[UInt8]] {
    let stream = try await TestNavigator().media.getUserMedia(
      .init(video: .init(width: .exact(320), height: .exact(180))))
    let track = stream.getVideoTracks()[0]
    defer { track.stop() }
    var frames = track.videoFrames().makeAsyncIterator()
    var pictures: [[UInt8]] = []
    while pictures.count < count {
      pictures.append(try #require(await frames.next()).jpegBytes())
    }
    return pictures
  }

  private func damaged(_ picture: [UInt8]) -> [UInt8] {
    picture[..<(picture.count / 2)] + [0xff, 0xd9]
  }

  /// A track of a camera that sends these JPEGs in a loop.
  private func track(_ pictures: [[UInt8]]) async throws -> MediaStreamTrack {
    let file = try directory.write(Array(pictures.joined()), "pictures.mjpeg")
    let test = TestNavigator(devices: [try .camera(file: file, frameRate: FrameRate(60))])
    let stream = try await test.media.getUserMedia(.init(video: true))
    return stream.getVideoTracks()[0]
  }

  @Test func aLoopThatConvertsNeverSeesOne() async throws {
    let whole = try await pictures(2)
    let track = try await track([whole[0], damaged(whole[0]), damaged(whole[1]), whole[1]])
    var count = 0
    for await frame in track.videoFrames(.newest(30)) {
      let picture = try frame.converted(to: .rgba)
      #expect(picture.codedWidth == 320)
      count += 1
      if count >= 20, track.stats.dropped[.corrupt, default: 0] >= 10 { break }
    }
    #expect(track.readyState == .live)
    track.stop()
  }

  @Test func aHandlerThatConvertsNeverSeesOne() async throws {
    let whole = try await pictures(1)
    let track = try await track([damaged(whole[0]), whole[0]])
    let (outcomes, outcome) = AsyncStream<Bool>.makeStream()
    let subscription = track.onVideoFrame(.newest(30)) { frame in
      outcome.yield((try? frame.converted(to: .i420)) != nil)
    }
    var count = 0
    for await wasConverted in outcomes {
      #expect(wasConverted)
      count += 1
      if count >= 10, track.stats.dropped[.corrupt, default: 0] >= 5 { break }
    }
    subscription.cancel()
    track.stop()
  }

  @Test func eachIsCountedOnceHoweverManyLoopsThereAre() async throws {
    let whole = try await pictures(1)
    let track = try await track([damaged(whole[0]), whole[0]])
    var first = track.videoFrames(.newest(100)).makeAsyncIterator()
    var second = track.videoFrames(.newest(100)).makeAsyncIterator()
    var last: UInt64 = 0
    for _ in 0..<20 {
      for frame in [await first.next(), await second.next()] {
        last = max(last, try #require(frame).sequence)
        _ = try #require(frame).converted(to: .i420)
      }
    }
    track.stop()
    let stats = track.stats
    #expect(stats.dropped[.corrupt, default: 0] >= 1)
    // Each of the device's frames is counted once, as delivered or as dropped.
    #expect(stats.dropped[.corrupt, default: 0] <= stats.totalFrames / 2 + 1)
    #expect(stats.deliveredFrames >= 20 && stats.totalFrames >= Int(last))
  }

  @Test func aPhotoIsTheNextPictureThatCanBeDecoded() async throws {
    let whole = try await pictures(1)
    let bad = damaged(whole[0])
    let track = try await track([bad, bad, bad, whole[0]])
    // A program that doesn't decode receives all of them, after the first ones.
    var frames = track.videoFrames(.newest(30)).makeAsyncIterator()
    var isDamaged = false
    while !isDamaged { isDamaged = try #require(await frames.next()).byteCount == bad.count }
    for _ in 0..<3 {
      #expect(try await ImageCapture(track).takePhoto().bytes == whole[0])
    }
    track.stop()
  }

  /// A track of a live camera that sends only this JPEG of 320x180, thirty times a second.
  private func track(
    sending picture: [UInt8], _ constraints: MediaTrackConstraints = .init()
  ) async throws -> (MediaStreamTrack, camera: Task<Void, Never>) {
    let sink = Mutex<(any VideoSink)?>(nil)
    let driver = InterceptedDriver { _, given, wanted in
      sink.withLock { $0 = given }
      return wanted
    }
    let navigator = Navigator(devices: DeviceSet(cameras: [driver], microphones: []))
    let stream = try await navigator.mediaDevices.getUserMedia(
      .init(video: .init(constraints)))
    let layout = try #require(
      VideoFrameLayout(pixelFormat: .mjpeg, width: 320, height: 180, planes: []))
    let region = MemoryRegion(allocating: picture.count)
    region.mutableBytes.copyBytes(from: picture)
    let buffer = FrameBuffer(regions: [region])
    let camera = Task {
      var number: UInt64 = 0
      while !Task.isCancelled {
        number += 1
        sink.withLock { $0 }?.capture(
          VideoFrame(
            buffer: buffer, layout: layout, byteCount: picture.count,
            timestamp: MonotonicClock.now, sequence: number))
        try? await Task.sleep(for: .milliseconds(33))
      }
    }
    return (stream.getVideoTracks()[0], camera)
  }

  @Test func aCameraWithoutAnyEndsAPhotoWithTheReason() async throws {
    let (track, camera) = try await track(sending: damaged(pictures(1)[0]))
    defer { camera.cancel() }
    let error = await #expect(throws: DOMException.self) {
      try await ImageCapture(track).takePhoto()
    }
    #expect(error?.name == "EncodingError")
    track.stop()
  }

  /// A loop that would wait forever for a picture that can be scaled, or decoded.
  @Test(arguments: [160, 320])
  func aTrackWithoutAnyEndsWithTheReason(width: Int) async throws {
    let (track, camera) = try await track(
      sending: damaged(pictures(1)[0]), .init(width: .exact(width)))
    defer { camera.cancel() }
    var conversions = 0
    for await frame in track.videoFrames() {
      // Now and then one is not decoded beforehand.
      #expect((try? frame.converted(to: .i420)) == nil)
      conversions += 1
    }
    #expect(track.readyState == .ended)
    #expect(track.endedCause?.kind == .unreadable)
    #expect(
      track.endedCause?.message.hasPrefix("sends no picture that can be decoded: ") == true)
    #expect(width == 320 || conversions == 0)
  }

  @Test func aFileWithoutAnyIsRefused() async throws {
    let bad = damaged(try await pictures(1)[0])
    await #expect(throws: CaptureError.self) { try await track([bad, bad]) }
  }

  @Test func onlyAnUnbrokenRunOfSomeLengthIsTooLong() {
    let frames = UndecodableFrames()
    let second: Int64 = 1_000_000
    // Too few, of a slow camera.
    for number in 0..<9 as Range<Int64> { #expect(!frames.add(at: number * 10 * second)) }
    #expect(frames.add(at: 90 * second))
    frames.end()
    // Too short.
    for number in 0..<150 as Range<Int64> {
      #expect(!frames.add(at: 100 * second + number * 33_333))
    }
    frames.end()
    // A frame that was decoded begins anew.
    #expect(!frames.add(at: 106 * second))
    for number in 0..<8 as Range<Int64> { #expect(!frames.add(at: (107 + number) * second)) }
    #expect(frames.add(at: 115 * second))
  }

  @Test func aRecordingGoesOn() async throws {
    let whole = try await pictures(2)
    let track = try await track([whole[0], damaged(whole[0]), whole[1]])
    let path = directory.path("a.y4m")
    var writer = try Y4MWriter(path: path, frameRate: try #require(FrameRate(60)))
    for await frame in track.videoFrames(.newest(30)) {
      try writer.write(frame)
      if writer.frameCount >= 10, track.stats.dropped[.corrupt, default: 0] >= 3 { break }
    }
    let count = writer.frameCount
    try writer.finish()
    track.stop()
    #expect(try directory.read("a.y4m").count > count * 320 * 180 * 3 / 2)
  }

  @Test func aCameraWhoseJPEGsAreCMYKEndsAtItsFirstFrame() async throws {
    let sink = Mutex<(any VideoSink)?>(nil)
    let camera = InterceptedDriver { _, given, wanted in
      sink.withLock { $0 = given }
      return wanted
    }
    let navigator = Navigator(devices: DeviceSet(cameras: [camera], microphones: []))
    let stream = try await navigator.mediaDevices.getUserMedia(.init(video: true))
    let track = stream.getVideoTracks()[0]
    // A frame header with four components, and a scan header.
    let file: [UInt8] =
      [0xff, 0xd8, 0xff, 0xc0, 0, 20, 8, 0, 180, 1, 64, 4]
      + (1...4).flatMap { [$0, 0x11, 0] }
      + [0xff, 0xda, 0, 14, 4] + (1...4).flatMap { [$0, 0] } + [0, 63, 0, 1, 2, 3, 0xff, 0xd9]
    let region = MemoryRegion(allocating: file.count)
    region.mutableBytes.copyBytes(from: file)
    let layout = try #require(
      VideoFrameLayout(pixelFormat: .mjpeg, width: 320, height: 180, planes: []))
    sink.withLock { $0 }?.capture(
      VideoFrame(
        buffer: FrameBuffer(regions: [region]), layout: layout, byteCount: file.count,
        timestamp: MonotonicClock.now, sequence: 1))
    var frames = track.videoFrames().makeAsyncIterator()
    #expect(await frames.next() == nil)
    #expect(track.readyState == .ended)
    #expect(track.endedCause?.kind == .unreadable)
    #expect(track.endedCause?.message.contains("CMYK") == true)
  }

  /// Two loops that are out of step report the same frames, one after the other.
  @Test func numbersAreNewOnceWhateverTheirOrder() {
    var numbers = RecentNumbers()
    #expect(
      [5, 6, 5, 6, 8, 7, 7, 5].map { numbers.insert($0) } == [
        true, true, false, false, true, true, false, false,
      ])
    // A restarted camera counts from the start.
    #expect([1000, 0, 1, 0].map { numbers.insert($0) } == [true, true, true, false])
  }
}
