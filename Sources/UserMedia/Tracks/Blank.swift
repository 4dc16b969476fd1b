import Synchronization
import UserMediaCore

/// What a disabled track gives in place of its data: black pictures and silence (Media Capture and
/// Streams, 4.3.1, "enabled").
final class Blank: Sendable {
  private let picture: Mutex<VideoFrame?> = Mutex(nil)
  private let silence: Mutex<FrameBuffer?> = Mutex(nil)

  /// A black frame of the same size and time; one picture serves all frames of a size.
  func black(like frame: VideoFrame) -> VideoFrame? {
    picture.withLock { picture in
      if picture?.codedWidth != frame.codedWidth || picture?.codedHeight != frame.codedHeight {
        picture = Self.paint(width: frame.codedWidth, height: frame.codedHeight)
      }
      guard let picture else { return nil }
      return VideoFrame(
        buffer: picture.buffer, layout: picture.layout, timestamp: frame.timestamp,
        duration: frame.duration, sequence: frame.sequence)
    }
  }

  /// Silence of the same length and time; one stretch of zeros serves all.
  func silence(like data: AudioData) -> AudioData {
    let buffer = silence.withLock { silence in
      if let buffer = silence, buffer.regions[0].bytes.count >= data.byteCount { return buffer }
      let region = MemoryRegion(allocating: data.byteCount)
      _ = region.mutableBytes.initializeMemory(as: UInt8.self, repeating: 0)
      let buffer = FrameBuffer(regions: [region])
      silence = buffer
      return buffer
    }
    return AudioData(
      buffer: buffer, format: data.format, sampleRate: data.sampleRate,
      numberOfFrames: data.numberOfFrames, numberOfChannels: data.numberOfChannels,
      timestamp: data.timestamp)
  }

  private static func paint(width: Int, height: Int) -> VideoFrame? {
    let limitedRange = VideoColorSpace(matrix: .smpte170m, fullRange: false)
    guard
      let layout = VideoFrameLayout(
        pixelFormat: .i420, width: width, height: height, colorSpace: limitedRange)
    else { return nil }
    let region = MemoryRegion(allocating: layout.byteCount)
    let lumaBytes = layout.planes[1].offset
    // Limited-range black is 16, and no colour is 128 (ITU-R BT.601).
    UnsafeMutableRawBufferPointer(rebasing: region.mutableBytes[..<lumaBytes])
      .initializeMemory(as: UInt8.self, repeating: 16)
    UnsafeMutableRawBufferPointer(rebasing: region.mutableBytes[lumaBytes...])
      .initializeMemory(as: UInt8.self, repeating: 128)
    return VideoFrame(
      buffer: FrameBuffer(regions: [region]), layout: layout, timestamp: 0, sequence: 0)
  }
}
