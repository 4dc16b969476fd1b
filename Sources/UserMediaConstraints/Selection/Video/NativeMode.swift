package import UserMediaCore

/// A mode of a camera that has sizes.
struct NativeMode {
  let pixelFormat: PixelFormat?
  let widths: SizeGrid
  let heights: SizeGrid
  let rates: VideoMode.FrameRates
  /// The fastest rate in frames a second; `nil` when it is not known.
  let fastest: Double?

  /// `nil` when none of the mode's sizes is one.
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
  /// How dear frames are to deliver, 0 the cheapest: YUV as consumers take it, RGB with its greater
  /// size, JPEG with its decoding; then what lacks colour, and what this library does not know.
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
