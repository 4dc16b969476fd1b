import CYUV
import UserMediaCore

// libyuv names 32-bit formats by the order in a little-endian word: its ARGB is B G R A in memory,
// its ABGR is R G B A, its BGRA is A R G B, its RGBA is A B G R. Its RAW is R G B in memory, its
// RGB24 is B G R (libyuv, docs/formats.md).

extension PixelConversion {
  static func toI420(_ source: PixelFormat) -> Route? {
    switch source {
    case .yuyv: .direct { LibYUV.run(YUY2ToI420, $0.y, to: $1.y, $1.u, $1.v, $0) }
    case .yvyu: .direct { LibYUV.run(YUY2ToI420, $0.y, to: $1.y, $1.v, $1.u, $0) }
    case .uyvy: .direct { LibYUV.run(UYVYToI420, $0.y, to: $1.y, $1.u, $1.v, $0) }
    case .vyuy: .direct { LibYUV.run(UYVYToI420, $0.y, to: $1.y, $1.v, $1.u, $0) }
    case .nv12: .direct { LibYUV.run(NV12ToI420, $0.y, $0.u, to: $1.y, $1.u, $1.v, $0) }
    case .nv21: .direct { LibYUV.run(NV21ToI420, $0.y, $0.u, to: $1.y, $1.u, $1.v, $0) }
    case .nv16: .through(.i422)
    case .yv12: .direct { LibYUV.run(I420Copy, $0, to: $1) }
    case .i422: .direct { LibYUV.run(I422ToI420, $0, to: $1) }
    case .grey: .direct { LibYUV.run(I400ToI420, $0.y, to: $1.y, $1.u, $1.v, $0) }
    case .y16: .through(.grey)
    case .bgra, .bgrx, .bgr32:
      .direct { LibYUV.run(ARGBToI420, $0.y, to: $1.y, $1.u, $1.v, $0) }
    case .rgba, .rgbx: .direct { LibYUV.run(ABGRToI420, $0.y, to: $1.y, $1.u, $1.v, $0) }
    case .argb, .xrgb, .rgb32:
      .direct { LibYUV.run(BGRAToI420, $0.y, to: $1.y, $1.u, $1.v, $0) }
    case .abgr, .xbgr: .direct { LibYUV.run(RGBAToI420, $0.y, to: $1.y, $1.u, $1.v, $0) }
    case .rgb24: .direct { LibYUV.run(RAWToI420, $0.y, to: $1.y, $1.u, $1.v, $0) }
    case .bgr24: .direct { LibYUV.run(RGB24ToI420, $0.y, to: $1.y, $1.u, $1.v, $0) }
    case .rgb565, .xr30: .through(.bgra)
    default: nil
    }
  }

  static func toI422(_ source: PixelFormat) -> Route? {
    switch source {
    case .yuyv: .direct { LibYUV.run(YUY2ToI422, $0.y, to: $1.y, $1.u, $1.v, $0) }
    case .yvyu: .direct { LibYUV.run(YUY2ToI422, $0.y, to: $1.y, $1.v, $1.u, $0) }
    case .uyvy: .direct { LibYUV.run(UYVYToI422, $0.y, to: $1.y, $1.u, $1.v, $0) }
    case .vyuy: .direct { LibYUV.run(UYVYToI422, $0.y, to: $1.y, $1.v, $1.u, $0) }
    case .nv16:
      .direct { source, target in
        copyLuma(source, target)
        SplitUVPlane(
          source.u.start, source.u.stride, target.u.start, target.u.stride, target.v.start,
          target.v.stride, (source.width + 1) / 2, source.height)
        return 0
      }
    case .i420, .yv12: .direct { LibYUV.run(I420ToI422, $0, to: $1) }
    case .bgra, .bgrx, .bgr32:
      .direct { LibYUV.run(ARGBToI422, $0.y, to: $1.y, $1.u, $1.v, $0) }
    default: source.isRGB ? .through(.bgra) : toI420(source) == nil ? nil : .through(.i420)
    }
  }

  static func toNV12(_ source: PixelFormat) -> Route? {
    switch source {
    case .yuyv: .direct { LibYUV.run(YUY2ToNV12, $0.y, to: $1.y, $1.u, $0) }
    case .uyvy: .direct { LibYUV.run(UYVYToNV12, $0.y, to: $1.y, $1.u, $0) }
    case .nv21: .direct { LibYUV.run(NV21ToNV12, $0.y, $0.u, to: $1.y, $1.u, $0) }
    case .i420, .yv12: .direct { LibYUV.run(I420ToNV12, $0.y, $0.u, $0.v, to: $1.y, $1.u, $0) }
    case .bgra, .bgrx, .bgr32: .direct { LibYUV.run(ARGBToNV12, $0.y, to: $1.y, $1.u, $0) }
    case .rgba, .rgbx: .direct { LibYUV.run(ABGRToNV12, $0.y, to: $1.y, $1.u, $0) }
    default: toI420(source) == nil ? nil : .through(.i420)
    }
  }

  /// Luma only; from R G B, the full-range luma of JPEG.
  static func toGrey(_ source: PixelFormat) -> Route? {
    switch source {
    case .yuyv, .yvyu: .direct { LibYUV.run(YUY2ToY, $0.y, to: $1.y, $0) }
    case .uyvy, .vyuy: .direct { LibYUV.run(UYVYToY, $0.y, to: $1.y, $0) }
    case .nv12, .nv21, .nv16, .i420, .yv12, .i422:
      .direct { source, target in
        copyLuma(source, target)
        return 0
      }
    case .y16: .direct(upperBytes)
    case .bgra, .bgrx, .bgr32: .direct { LibYUV.run(ARGBToJ400, $0.y, to: $1.y, $0) }
    case .rgba, .rgbx: .direct { LibYUV.run(ABGRToJ400, $0.y, to: $1.y, $0) }
    case .abgr, .xbgr: .direct { LibYUV.run(RGBAToJ400, $0.y, to: $1.y, $0) }
    case .rgb24: .direct { LibYUV.run(RAWToJ400, $0.y, to: $1.y, $0) }
    case .bgr24: .direct { LibYUV.run(RGB24ToJ400, $0.y, to: $1.y, $0) }
    case .argb, .xrgb, .rgb32, .rgb565, .xr30: .through(.bgra)
    default: nil
    }
  }

  private static func copyLuma(_ source: Planes, _ target: Planes) {
    CopyPlane(
      source.y.start, source.y.stride, target.y.start, target.y.stride, source.width, source.height)
  }

  /// The upper byte of each 16-bit sample.
  private static func upperBytes(_ source: Planes, _ target: Planes) -> Int32 {
    // Row by row, because a driver's stride need not be a whole number of samples.
    for row in 0..<Int(source.height) {
      let samples = UnsafeRawPointer(source.y.start + row * Int(source.y.stride))
      Convert16To8Plane(
        samples.assumingMemoryBound(to: UInt16.self), source.width,
        target.y.start + row * Int(target.y.stride), target.y.stride,
        256,  // of 65536: eight bits to the right
        source.width, 1)
    }
    return 0
  }
}
