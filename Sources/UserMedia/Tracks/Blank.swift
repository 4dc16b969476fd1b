import Synchronization
import UserMediaCore

/// What a disabled track delivers instead of its data: black pictures and silence (Media Capture
/// and Streams, 4.3.1, "enabled"). One picture and one buffer of zeros per size are reused.
final class Blank: Sendable {
  private let picture: Mutex<VideoFrame?> = Mutex(nil)
  private let zeros: Mutex<FrameBuffer?> = Mutex(nil)

  /// A black frame of the same size and timestamp.
  func black(like frame: VideoFrame) -> VideoFrame? {
    black(
      width: frame.codedWidth, height: frame.codedHeight, timestamp: frame.timestamp,
      duration: frame.duration, sequence: frame.sequence)
  }

  /// A black frame of this size.
  func black(
    width: Int, height: Int, timestamp: Int64, duration: Int64?, sequence: UInt64
  ) -> VideoFrame? {
    // The replaced picture is freed after the lock.
    let (current, _) = picture.withLock { picture -> (VideoFrame?, VideoFrame?) in
      let old = picture
      if picture?.codedWidth != width || picture?.codedHeight != height {
        picture = Self.paint(width: width, height: height)
      }
      return (picture, old)
    }
    return current.map { picture in
      VideoFrame(
        buffer: picture.buffer, layout: picture.layout, timestamp: timestamp, duration: duration,
        sequence: sequence)
    }
  }

  /// Silence of the same length and timestamp.
  func silence(like data: AudioData) -> AudioData {
    silence(
      format: data.format, sampleRate: data.sampleRate, numberOfFrames: data.numberOfFrames,
      numberOfChannels: data.numberOfChannels, timestamp: data.timestamp)
  }

  /// Silence of this length.
  func silence(
    format: AudioSampleFormat, sampleRate: Int, numberOfFrames: Int, numberOfChannels: Int,
    timestamp: Int64
  ) -> AudioData {
    let byteCount = numberOfFrames * numberOfChannels * format.bytesPerSample
    return AudioData(
      buffer: zeros(byteCount), format: format, sampleRate: sampleRate,
      numberOfFrames: numberOfFrames, numberOfChannels: numberOfChannels, timestamp: timestamp)
  }

  private func zeros(_ byteCount: Int) -> FrameBuffer {
    let (current, _) = zeros.withLock { zeros -> (FrameBuffer, FrameBuffer?) in
      if let buffer = zeros, buffer.regions[0].bytes.count >= byteCount { return (buffer, nil) }
      let region = MemoryRegion(allocating: byteCount)
      _ = region.mutableBytes.initializeMemory(as: UInt8.self, repeating: 0)
      let buffer = FrameBuffer(regions: [region])
      defer { zeros = buffer }
      return (buffer, zeros)
    }
    return current
  }

  private static func paint(width: Int, height: Int) -> VideoFrame? {
    let limitedRange = VideoColorSpace(matrix: .smpte170m, fullRange: false)
    guard
      let layout = VideoFrameLayout(
        pixelFormat: .i420, width: width, height: height, colorSpace: limitedRange)
    else { return nil }
    let region = MemoryRegion(allocating: layout.byteCount)
    let lumaBytes = layout.planes[1].offset
    // Limited-range black is 16, and neutral chroma is 128 (ITU-R BT.601).
    UnsafeMutableRawBufferPointer(rebasing: region.mutableBytes[..<lumaBytes])
      .initializeMemory(as: UInt8.self, repeating: 16)
    UnsafeMutableRawBufferPointer(rebasing: region.mutableBytes[lumaBytes...])
      .initializeMemory(as: UInt8.self, repeating: 128)
    return VideoFrame(
      buffer: FrameBuffer(regions: [region]), layout: layout, timestamp: 0, sequence: 0)
  }
}
