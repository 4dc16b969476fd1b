import FileTestSupport
import Foundation
import UserMediaCore
import UserMediaSynthetic

/// What ffmpeg decodes from a file.
enum Decoded {
  /// All pictures, in I420.
  static func pictures(_ path: String, width: Int, height: Int) throws -> [VideoFrame] {
    let bytes = try Tool.run(
      "ffmpeg",
      [
        "-v", "error", "-nostdin", "-i", path, "-map", "0:v", "-fps_mode", "passthrough",
        "-enc_time_base", "-1", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-",
      ])
    guard let layout = VideoFrameLayout(pixelFormat: .i420, width: width, height: height) else {
      return []
    }
    return (0..<bytes.count / layout.byteCount).map { index in
      let region = MemoryRegion(allocating: layout.byteCount)
      bytes.copyBytes(
        to: region.mutableBytes, from: index * layout.byteCount..<(index + 1) * layout.byteCount)
      return VideoFrame(
        buffer: FrameBuffer(regions: [region]), layout: layout, timestamp: 0, sequence: 0)
    }
  }

  /// The numbers that the test pattern shows, in each picture.
  static func frameNumbers(_ path: String, width: Int, height: Int) throws -> [UInt64?] {
    try pictures(path, width: width, height: height).map {
      try FrameNumberCode.frameNumber(in: $0)
    }
  }

  /// The samples of the first channel at 48 kHz.
  static func samples(_ path: String) throws -> [Float] {
    let bytes = try Tool.run(
      "ffmpeg",
      [
        "-v", "error", "-nostdin", "-i", path, "-map", "0:a", "-f", "f32le", "-ac", "1", "-ar",
        "48000", "-",
      ])
    return bytes.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
  }
}

/// The strength of one frequency in samples at 48 kHz, as an amplitude (Goertzel's algorithm).
func amplitude(of frequency: Double, in samples: some Collection<Float>) -> Double {
  var (real, imaginary) = (0.0, 0.0)
  for (index, sample) in samples.enumerated() {
    let angle = 2 * .pi * frequency * Double(index) / 48000
    real += Double(sample) * cos(angle)
    imaginary += Double(sample) * sin(angle)
  }
  return 2 * (real * real + imaginary * imaginary).squareRoot() / Double(max(samples.count, 1))
}
