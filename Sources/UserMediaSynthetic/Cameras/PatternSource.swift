import UserMediaConversion
import UserMediaCore

/// The test pattern in one mode, drawn directly in the output format, or encoded as JPEG.
final class PatternSource: PictureSource {
  private var pattern: TestPattern
  private var pictures = BufferPool()
  private let controls: SyntheticControls
  private let files = BufferPool()
  private let jpegLayout: VideoFrameLayout?
  private let quality = 85

  /// Creates a pattern whose frames follow `controls`. `nil` if the size is impossible or the
  /// format cannot be drawn.
  init?(_ mode: VideoConfiguration, label: String, mirrored: Bool, controls: SyntheticControls) {
    let isJPEG = mode.pixelFormat == .mjpeg
    let drawn = isJPEG ? .i420 : mode.pixelFormat
    let colorSpace = VideoColorSpace(
      primaries: .bt709, transfer: .bt709, matrix: .smpte170m, fullRange: isJPEG)
    guard Canvas.formats.contains(drawn),
      let layout = VideoFrameLayout(
        pixelFormat: drawn, width: mode.width, height: mode.height, colorSpace: colorSpace)
    else { return nil }
    self.controls = controls
    pattern = TestPattern(layout: layout, label: label, mirrored: mirrored, look: controls.look)
    jpegLayout =
      isJPEG
      ? VideoFrameLayout(
        pixelFormat: .mjpeg, width: mode.width, height: mode.height, planes: [],
        colorSpace: colorSpace) : nil
  }

  func frame(
    _ number: UInt64, timestamp: Int64, duration: Int64, elapsed: Int64
  ) throws(CaptureError) -> Picture {
    let look = controls.look
    if look != pattern.look {
      pattern = pattern.with(look)
      // The old memory contains the old static part.
      pictures = BufferPool()
    }
    let buffer = pictures.take(byteCount: pattern.layout.byteCount) {
      pattern.prepare($0)
    }
    pattern.draw(
      number, milliseconds: elapsed / 1000, into: buffer.regions[0].mutableBytes)
    let frame = VideoFrame(
      buffer: buffer, layout: pattern.layout, timestamp: timestamp, duration: duration,
      sequence: number)
    guard let jpegLayout else { return .frame(frame) }
    return .frame(try encoded(frame, jpegLayout))
  }

  private func encoded(
    _ frame: VideoFrame, _ layout: VideoFrameLayout
  ) throws(CaptureError) -> VideoFrame {
    let buffer = files.take(
      byteCount: JPEGEncoder.largestByteCount(width: layout.width, height: layout.height))
    do throws(DOMException) {
      let count = try JPEGEncoder.encode(
        frame, quality: quality, into: buffer.regions[0].mutableBytes)
      return VideoFrame(
        buffer: buffer, layout: layout, byteCount: count, timestamp: frame.timestamp,
        duration: frame.duration, sequence: frame.sequence)
    } catch {
      throw CaptureError(.unreadable, device: "synthetic camera", error.message, cause: error.cause)
    }
  }
}
