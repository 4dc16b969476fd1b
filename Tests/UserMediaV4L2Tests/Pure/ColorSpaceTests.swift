import CV4L2
import Testing
import UserMediaCore

@testable import UserMediaV4L2

@Suite struct ColorSpaceTests {
  private func colorSpace(
    _ space: v4l2_colorspace, _ encoding: v4l2_ycbcr_encoding = V4L2_YCBCR_ENC_DEFAULT,
    _ quantization: v4l2_quantization = V4L2_QUANTIZATION_DEFAULT, format: PixelFormat = .yuyv
  ) -> VideoColorSpace {
    VideoColorSpace(
      colorspace: space.rawValue, encoding: encoding.rawValue,
      quantization: quantization.rawValue, transfer: V4L2_XFER_FUNC_DEFAULT.rawValue,
      pixelFormat: format)
  }

  @Test func defaultsFollowFromTheColourSpace() {
    #expect(
      colorSpace(V4L2_COLORSPACE_REC709)
        == VideoColorSpace(primaries: .bt709, transfer: .bt709, matrix: .bt709, fullRange: false))
    #expect(
      colorSpace(V4L2_COLORSPACE_JPEG)
        == VideoColorSpace(
          primaries: .bt709, transfer: .sRGB, matrix: .smpte170m, fullRange: true))
    #expect(
      colorSpace(V4L2_COLORSPACE_SRGB, format: .bgrx)
        == VideoColorSpace(primaries: .bt709, transfer: .sRGB, matrix: .rgb, fullRange: true))
  }

  @Test func theDriversValuesAreUsed() {
    let reported = colorSpace(
      V4L2_COLORSPACE_SRGB, V4L2_YCBCR_ENC_709, V4L2_QUANTIZATION_FULL_RANGE)
    #expect(reported.matrix == .bt709 && reported.fullRange == true)
  }

  @Test func unknownValuesStayUnknown() {
    #expect(colorSpace(V4L2_COLORSPACE_DEFAULT) == VideoColorSpace())
  }

  @Test func jpegsHaveTheFullRange() {
    #expect(colorSpace(V4L2_COLORSPACE_SRGB, format: .mjpeg).fullRange == true)
    #expect(colorSpace(V4L2_COLORSPACE_DEFAULT, format: .mjpeg).matrix == .smpte170m)
  }
}
