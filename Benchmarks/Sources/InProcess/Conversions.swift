import CPeers
import UserMedia

/// Conversions of 1080p pictures, compared with direct calls of libyuv and libjpeg-turbo, ffmpeg's
/// libraries and libv4lconvert on the same bytes. Each picture of a batch is converted once, as in
/// a program.
enum Conversions {
  /// Converts a picture into memory; returns 0 on success.
  private typealias Peer =
    @Sendable (UnsafeRawBufferPointer, UnsafeMutablePointer<UInt8>) -> Int32
  private static let (width, height) = (1920, 1080)
  private static let (batch, rounds) = (8, 40)
  private static let (own, bare) = ("usermedia", "bare call")
  private static let (ffmpeg, v4lconvert) = ("ffmpeg", "libv4lconvert")

  static func figures() async throws -> [Figure] {
    let (w, h) = (Int32(width), Int32(height))
    let all = VideoRect(x: 0, y: 0, width: width, height: height)
    return try await compare(
      "YUYV to I420", of: .yuyv, { _ = try $0.converted(to: .i420) },
      [
        bare: { bare_yuyv_to_i420($0.bytes, $1, w, h) },
        ffmpeg: { ffmpeg_yuyv_to_i420($0.bytes, $1, w, h) },
        v4lconvert: { v4lconvert_yuyv_to_i420($0.bytes, $1, w, h) },
      ])
      + compare(
        "YUYV to BGRA", of: .yuyv, { _ = try $0.converted(to: .bgra) },
        [
          bare: { bare_yuyv_to_bgra($0.bytes, $1, w, h) },
          ffmpeg: { ffmpeg_yuyv_to_bgra($0.bytes, $1, w, h) },
        ])
      + compare(
        "NV12 to RGBA", of: .nv12, { _ = try $0.converted(to: .rgba) },
        [
          bare: { bare_nv12_to_rgba($0.bytes, $1, w, h) },
          ffmpeg: { ffmpeg_nv12_to_rgba($0.bytes, $1, w, h) },
        ])
      + compare(
        "I420 halved", of: .i420,
        { _ = try $0.croppedAndScaled(to: all, width: width / 2, height: height / 2) },
        [
          bare: { bare_i420_halved($0.bytes, $1, w, h) },
          ffmpeg: { ffmpeg_i420_halved($0.bytes, $1, w, h) },
        ])
      + compare(
        "MJPEG to I420", of: .mjpeg, { _ = try $0.converted(to: .i420) },
        [
          bare: { bare_mjpeg_to_i420($0.bytes, $0.count, $1, w, h) },
          ffmpeg: { file, _ in ffmpeg_mjpeg_to_i420(file.bytes, file.count) },
        ])
  }

  private static func compare(
    _ group: String, of format: PixelFormat, _ convert: (VideoFrame) throws -> Void,
    _ peers: [String: Peer]
  ) async throws -> [Figure] {
    let targets = (0..<batch).map { _ in
      UnsafeMutablePointer<UInt8>.allocate(capacity: width * height * 4)
    }
    defer { for target in targets { target.deallocate() } }
    let camera = try await syntheticCamera(format, width, height, rate: 60)
    defer { camera.stop() }

    let names = [own, bare, ffmpeg, v4lconvert].filter { $0 == own || peers[$0] != nil }
    var costs: [String: [Measurement]] = [:]
    for round in 0..<rounds {
      var frames: [VideoFrame] = []
      for await frame in camera.videoFrames(.newest(batch)) {
        frames.append(frame)
        if frames.count == batch { break }
      }
      // Later ones find the pictures in the cache, so the order rotates.
      for turn in names.indices {
        let name = names[(turn + round) % names.count]
        var next = 0
        let cost = try Measurement(rounds: 1, calls: batch) {
          defer { next += 1 }
          guard let peer = peers[name] else { return try convert(frames[next]) }
          frames[next].withBytes { bytes in
            precondition(peer(bytes, targets[next]) == 0, "\(group): \(name) failed")
          }
        }
        costs[name, default: []].append(cost)
      }
    }
    return names.flatMap { name in
      [
        Figure(
          group: group, name: name, unit: "µs",
          value: costs[name, default: []].map(\.microseconds).median,
          peer: name == bare ? nil : bare),
        Figure(
          group: group, name: name, unit: "allocations",
          value: costs[name, default: []].map(\.allocations).median),
      ]
    }
  }
}

extension VideoFrame {
  /// All bytes; these pictures' planes are contiguous.
  fileprivate func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    withPlane(0) { plane in
      plane.withUnsafeBytes { first in
        body(UnsafeRawBufferPointer(start: first.baseAddress, count: byteCount))
      }
    }
  }
}

extension UnsafeRawBufferPointer {
  fileprivate var bytes: UnsafePointer<UInt8> { baseAddress!.assumingMemoryBound(to: UInt8.self) }
}
