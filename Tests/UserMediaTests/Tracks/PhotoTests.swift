import Foundation
import Testing
import UserMediaSynthetic

@testable import UserMedia

/// Photos and conversions of cameras that send JPEG.
@Suite struct PhotoTests {
  private let directory: URL

  init() throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "photos-\(UUID())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  /// A JPEG of the test pattern, 640x360.
  private func picture() async throws -> [UInt8] {
    let stream = try await TestNavigator().media.getUserMedia(
      .init(video: .init(width: .exact(640), height: .exact(360))))
    let track = stream.getVideoTracks()[0]
    defer { track.stop() }
    return try await ImageCapture(track).takePhoto().bytes
  }

  /// A camera that sends these JPEGs in a loop.
  private func camera(
    sending pictures: [[UInt8]], _ constraints: MediaTrackConstraints = .init()
  ) async throws -> MediaStreamTrack {
    let file = directory.appending(path: "pictures.mjpeg")
    try Data(pictures.joined()).write(to: file)
    let test = TestNavigator(devices: [try .camera(file: file.path, frameRate: FrameRate(60))])
    let stream = try await test.media.getUserMedia(.init(video: .constraints(constraints)))
    return stream.getVideoTracks()[0]
  }

  @Test func aPhotoIsTheCamerasOwnFileBitForBit() async throws {
    let file = try await picture()
    let track = try await camera(sending: [file])
    let photo = try await ImageCapture(track).takePhoto()
    #expect(photo.bytes == file)
    #expect(photo.type == "image/jpeg")
    track.stop()
  }

  @Test func aDamagedPictureIsDroppedAndCounted() async throws {
    let whole = try await picture()
    let damaged = whole[..<(whole.count / 2)] + [0xff, 0xd9]
    let track = try await camera(
      sending: [whole, Array(damaged)], .init(width: .exact(320), height: .exact(180)))
    var frames = track.videoFrames(.newest(20)).makeAsyncIterator()
    let first = try #require(await frames.next())
    #expect(first.codedWidth == 320)
    // A late camera skips pictures, whole and damaged ones alike.
    while track.stats.dropped[.corrupt, default: 0] < 5 {
      let frame = try #require(await frames.next())
      // All delivered frames show the same whole picture.
      #expect(try frame.bytes(as: .i420) == first.bytes(as: .i420))
    }
    track.stop()
  }

  @Test func consumersOfAFormatShareOneConversion() async throws {
    let track = try await camera(sending: [await picture()])
    let clone = track.clone()
    var first = track.videoFrames(.newest(30)).makeAsyncIterator()
    var second = clone.videoFrames(.newest(30)).makeAsyncIterator()
    var (one, other) = (
      try #require(await first.next()), try #require(await second.next())
    )
    while one.sequence != other.sequence {
      if one.sequence < other.sequence {
        one = try #require(await first.next())
      } else {
        other = try #require(await second.next())
      }
    }
    for format in [PixelFormat.i420, .rgba, .nv12] {
      let (left, right) = (try one.converted(to: format), try other.converted(to: format))
      #expect(left.buffer === right.buffer)
    }
    track.stop()
    clone.stop()
  }
}
