import CV4L2
import UserMediaCore

extension VideoColorSpace {
  /// Converts V4L2's four colour values. Those left at their default follow from the colour space
  /// (Linux Media Infrastructure userspace API, "Defining Colorspaces in V4L2").
  init(
    colorspace: UInt32, encoding: UInt32, quantization: UInt32, transfer: UInt32,
    pixelFormat: PixelFormat
  ) {
    self.init()
    let isRGB = Self.isRGB(pixelFormat)
    switch v4l2_colorspace(colorspace) {
    case V4L2_COLORSPACE_SMPTE170M: (primaries, self.transfer) = (.smpte170m, .bt709)
    case V4L2_COLORSPACE_REC709: (primaries, self.transfer) = (.bt709, .bt709)
    case V4L2_COLORSPACE_SRGB, V4L2_COLORSPACE_JPEG: (primaries, self.transfer) = (.bt709, .sRGB)
    case V4L2_COLORSPACE_BT2020: (primaries, self.transfer) = (.bt2020, .bt709)
    case V4L2_COLORSPACE_470_SYSTEM_M: self.transfer = .bt709
    case V4L2_COLORSPACE_470_SYSTEM_BG: (primaries, self.transfer) = (.bt470bg, .bt709)
    // Unknown, or one that WebCodecs has no name for.
    default: break
    }
    switch v4l2_xfer_func(transfer) {
    case V4L2_XFER_FUNC_DEFAULT: break
    case V4L2_XFER_FUNC_709: self.transfer = .bt709
    case V4L2_XFER_FUNC_SRGB: self.transfer = .sRGB
    case V4L2_XFER_FUNC_NONE: self.transfer = .linear
    default: self.transfer = nil
    }
    if isRGB {
      matrix = .rgb
    } else {
      switch v4l2_ycbcr_encoding(encoding) {
      case V4L2_YCBCR_ENC_DEFAULT:
        matrix = Self.defaultMatrix(of: colorspace, isJPEG: pixelFormat.isJPEG)
      case V4L2_YCBCR_ENC_601, V4L2_YCBCR_ENC_XV601: matrix = .smpte170m
      case V4L2_YCBCR_ENC_709, V4L2_YCBCR_ENC_XV709: matrix = .bt709
      case V4L2_YCBCR_ENC_BT2020: matrix = .bt2020
      default: break
      }
    }
    switch v4l2_quantization(quantization) {
    case V4L2_QUANTIZATION_FULL_RANGE: fullRange = true
    case V4L2_QUANTIZATION_LIM_RANGE: fullRange = false
    default:
      // Webcam drivers report sRGB for their JPEGs, whose samples nevertheless have the full range
      // (JFIF 1.02).
      let isJPEG = pixelFormat.isJPEG || colorspace == V4L2_COLORSPACE_JPEG.rawValue
      if isRGB || isJPEG {
        fullRange = true
      } else if colorspace != V4L2_COLORSPACE_DEFAULT.rawValue {
        fullRange = false
      }
    }
  }

  private static func defaultMatrix(of colorspace: UInt32, isJPEG: Bool) -> Matrix? {
    switch v4l2_colorspace(colorspace) {
    case V4L2_COLORSPACE_DEFAULT: isJPEG ? .smpte170m : nil
    case V4L2_COLORSPACE_REC709, V4L2_COLORSPACE_DCI_P3: .bt709
    case V4L2_COLORSPACE_BT2020: .bt2020
    default: .smpte170m
    }
  }

  private static func isRGB(_ pixelFormat: PixelFormat) -> Bool {
    switch pixelFormat {
    case .rgb24, .bgr24, .rgba, .rgbx, .bgra, .bgrx, .argb, .xrgb, .abgr, .xbgr, .bgr32, .rgb32,
      .rgb565, .xr30:
      true
    default: false
    }
  }
}
