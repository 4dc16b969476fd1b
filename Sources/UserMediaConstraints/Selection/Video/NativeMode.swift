package import UserMediaCore

/// A camera mode with known sizes.
struct NativeMode {
  let pixelFormat: PixelFormat?
  let widths: SizeGrid
  let heights: SizeGrid
  let rates: VideoMode.FrameRates
  /// The fastest rate in frames per second; `nil` if unknown.
  let fastest: Double?

  /// `nil` if the mode has no valid size.
  init?(_ mode: VideoMode) {
    let (widths, heights): (SizeGrid?, SizeGrid?) =
      switch mode.size {
      case .discrete(let width, let height): (SizeGrid(width), SizeGrid(height))
      case .stepwise(let width, let height): (SizeGrid(width), SizeGrid(height))
      }
    guard let widths, let heights else { return nil }
    self.widths = widths
    self.heights = heights
    pixelFormat = mode.pixelFormat
    rates = mode.frameRates
    fastest = rates.greatest?.framesPerSecond
  }

  func configuration(width: Int, height: Int, rate: FrameRate?) -> VideoConfiguration {
    VideoConfiguration(
      pixelFormat: pixelFormat ?? .yuyv, width: width, height: height, frameRate: rate)
  }
}

extension PixelFormat {
  /// The relative cost of delivering frames, 0 being the cheapest: YUV as consumers take it, RGB,
  /// which is larger, and JPEG, which must be decoded. Greyscale and unknown formats come last.
  package var deliveryCost: Int {
    switch self {
    case .yuyv, .uyvy, .yvyu, .vyuy, .nv12, .nv21, .nv16, .i420, .yv12, .i422: 0
    case .rgb24, .bgr24, .rgba, .rgbx, .bgra, .bgrx, .argb, .xrgb, .abgr, .xbgr, .bgr32, .rgb32,
      .rgb565, .xr30:
      1
    case .mjpeg, .jpeg: 2
    case .grey, .y16: 3
    default: 4
    }
  }
}
