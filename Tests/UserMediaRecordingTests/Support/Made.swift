import Foundation
import UserMediaCore

/// Pictures and audio made by tests.
enum Made {
  /// A tone, or what `level` gives for the time in seconds.
  static func sound(
    at timestamp: Int64, frames: Int = 480, sampleRate: Int = 48000, channels: Int = 1,
    first: Int = 0, _ level: (Double) -> Float = { Float(0.1 * sin(2 * .pi * 440 * $0)) }
  ) -> AudioData {
    let region = MemoryRegion(allocating: frames * channels * 4)
    let samples = region.mutableBytes.bindMemory(to: Float.self)
    for frame in 0..<frames {
      for channel in 0..<channels {
        samples[frame * channels + channel] = level(Double(first + frame) / Double(sampleRate))
      }
    }
    return AudioData(
      buffer: FrameBuffer(regions: [region]), format: .f32, sampleRate: sampleRate,
      numberOfFrames: frames, numberOfChannels: channels, timestamp: timestamp)
  }

  /// A picture of one grey.
  static func picture(
    at timestamp: Int64, grey: UInt8, width: Int = 320, height: Int = 180,
    format: PixelFormat = .i420
  ) throws -> VideoFrame {
    guard let layout = VideoFrameLayout(pixelFormat: format, width: width, height: height) else {
      throw DOMException(.notSupported, "no layout")
    }
    let region = MemoryRegion(allocating: layout.byteCount)
    _ = region.mutableBytes.initializeMemory(as: UInt8.self, repeating: 128)
    for index in 0..<width * height { region.mutableBytes[index] = grey }
    return VideoFrame(
      buffer: FrameBuffer(regions: [region]), layout: layout, timestamp: timestamp, sequence: 0)
  }
}
