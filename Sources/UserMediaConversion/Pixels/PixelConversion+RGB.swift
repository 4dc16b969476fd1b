import CYUV
import UserMediaCore

// See PixelConversion+YUV.swift for libyuv's names of RGB formats.

extension PixelConversion {
  static func toBGRA(_ source: PixelFormat, _ colorSpace: VideoColorSpace) -> Route? {
    switch source {
    // Typical of cameras; libyuv's functions for packed formats support only this matrix.
    case .yuyv where ColorMatrix(colorSpace).isLimitedBT601:
      .direct { LibYUV.run(YUY2ToARGB, $0.y, to: $1.y, $0) }
    case .uyvy where ColorMatrix(colorSpace).isLimitedBT601:
      .direct { LibYUV.run(UYVYToARGB, $0.y, to: $1.y, $0) }
    case .bgrx, .bgr32: .direct { makeOpaque($0, $1, LibYUV.run(ARGBCopy, $0.y, to: $1.y, $0)) }
    case .rgba: .direct { LibYUV.run(ABGRToARGB, $0.y, to: $1.y, $0) }
    case .rgbx: .direct { makeOpaque($0, $1, LibYUV.run(ABGRToARGB, $0.y, to: $1.y, $0)) }
    case .argb: .direct { LibYUV.run(BGRAToARGB, $0.y, to: $1.y, $0) }
    case .xrgb, .rgb32:
      .direct { makeOpaque($0, $1, LibYUV.run(BGRAToARGB, $0.y, to: $1.y, $0)) }
    case .abgr: .direct { LibYUV.run(RGBAToARGB, $0.y, to: $1.y, $0) }
    case .xbgr: .direct { makeOpaque($0, $1, LibYUV.run(RGBAToARGB, $0.y, to: $1.y, $0)) }
    case .rgb24: .direct { LibYUV.run(RAWToARGB, $0.y, to: $1.y, $0) }
    case .bgr24: .direct { LibYUV.run(RGB24ToARGB, $0.y, to: $1.y, $0) }
    case .rgb565: .direct { LibYUV.run(RGB565ToARGB, $0.y, to: $1.y, $0) }
    case .xr30: .direct { makeOpaque($0, $1, LibYUV.run(AR30ToARGB, $0.y, to: $1.y, $0)) }
    case .i420, .yv12:
      .direct { LibYUV.run(I420ToARGBMatrix, $0.y, $0.u, $0.v, to: $1.y, ColorMatrix($0).uv, $0) }
    case .i422:
      .direct { LibYUV.run(I422ToARGBMatrix, $0.y, $0.u, $0.v, to: $1.y, ColorMatrix($0).uv, $0) }
    case .nv12:
      .direct { LibYUV.run(NV12ToARGBMatrix, $0.y, $0.u, to: $1.y, ColorMatrix($0).uv, $0) }
    case .nv21:
      .direct { LibYUV.run(NV21ToARGBMatrix, $0.y, $0.u, to: $1.y, ColorMatrix($0).uv, $0) }
    default: grey(source) ?? throughYUV(source)
    }
  }

  static func toRGBA(_ source: PixelFormat) -> Route? {
    switch source {
    case .rgbx: .direct { makeOpaque($0, $1, LibYUV.run(ARGBCopy, $0.y, to: $1.y, $0)) }
    case .bgra: .direct { LibYUV.run(ARGBToABGR, $0.y, to: $1.y, $0) }
    case .i420, .yv12:
      .direct { LibYUV.run(I420ToARGBMatrix, $0.y, $0.v, $0.u, to: $1.y, ColorMatrix($0).vu, $0) }
    case .i422:
      .direct { LibYUV.run(I422ToARGBMatrix, $0.y, $0.v, $0.u, to: $1.y, ColorMatrix($0).vu, $0) }
    case .nv12:
      .direct { LibYUV.run(NV21ToARGBMatrix, $0.y, $0.u, to: $1.y, ColorMatrix($0).vu, $0) }
    case .nv21:
      .direct { LibYUV.run(NV12ToARGBMatrix, $0.y, $0.u, to: $1.y, ColorMatrix($0).vu, $0) }
    default: source.isRGB ? .through(.bgra) : grey(source) ?? throughYUV(source)
    }
  }

  static func to24Bit(_ source: PixelFormat, _ target: PixelFormat) -> Route? {
    let isBGR = target == .bgr24
    return switch source {
    case .rgb24, .bgr24: .direct { LibYUV.run(RAWToRGB24, $0.y, to: $1.y, $0) }
    case .bgra, .bgrx, .bgr32:
      isBGR
        ? .direct { LibYUV.run(ARGBToRGB24, $0.y, to: $1.y, $0) }
        : .direct { LibYUV.run(ARGBToRAW, $0.y, to: $1.y, $0) }
    case .rgba, .rgbx:
      isBGR
        ? .direct { LibYUV.run(ARGBToRAW, $0.y, to: $1.y, $0) }
        : .direct { LibYUV.run(ARGBToRGB24, $0.y, to: $1.y, $0) }
    case .i420, .yv12:
      isBGR
        ? .direct {
          LibYUV.run(I420ToRGB24Matrix, $0.y, $0.u, $0.v, to: $1.y, ColorMatrix($0).uv, $0)
        }
        : .direct {
          LibYUV.run(I420ToRGB24Matrix, $0.y, $0.v, $0.u, to: $1.y, ColorMatrix($0).vu, $0)
        }
    case .i422:
      isBGR
        ? .direct {
          LibYUV.run(I422ToRGB24Matrix, $0.y, $0.u, $0.v, to: $1.y, ColorMatrix($0).uv, $0)
        }
        : .direct {
          LibYUV.run(I422ToRGB24Matrix, $0.y, $0.v, $0.u, to: $1.y, ColorMatrix($0).vu, $0)
        }
    case .nv12:
      isBGR
        ? .direct { LibYUV.run(NV12ToRGB24Matrix, $0.y, $0.u, to: $1.y, ColorMatrix($0).uv, $0) }
        : .direct { LibYUV.run(NV21ToRGB24Matrix, $0.y, $0.u, to: $1.y, ColorMatrix($0).vu, $0) }
    case .nv21:
      isBGR
        ? .direct { LibYUV.run(NV21ToRGB24Matrix, $0.y, $0.u, to: $1.y, ColorMatrix($0).uv, $0) }
        : .direct { LibYUV.run(NV12ToRGB24Matrix, $0.y, $0.u, to: $1.y, ColorMatrix($0).vu, $0) }
    case .grey: .through(.bgra)
    default: source.isRGB ? .through(.bgra) : throughYUV(source)
    }
  }

  /// Luma to any order of R G B: all three are equal.
  private static func grey(_ source: PixelFormat) -> Route? {
    guard source == .grey else { return nil }
    return .direct { LibYUV.run(I400ToARGBMatrix, $0.y, to: $1.y, ColorMatrix($0).uv, $0) }
  }

  /// A format without a direct function is converted through the planar format that keeps all its
  /// colour.
  private static func throughYUV(_ source: PixelFormat) -> Route? {
    switch source {
    case .yuyv, .yvyu, .uyvy, .vyuy, .nv16: .through(.i422)
    case .y16: .through(.grey)
    default: nil
    }
  }

  /// Sets alpha where the source had an unused byte; returns `result` unchanged.
  private static func makeOpaque(_ source: Planes, _ target: Planes, _ result: Int32) -> Int32 {
    for row in 0..<Int(source.height) {
      let start = UnsafeMutableRawPointer(target.y.start + row * Int(target.y.stride))
      let pixels = start.assumingMemoryBound(to: UInt32.self)
      for pixel in 0..<Int(source.width) { pixels[pixel] |= UInt32(littleEndian: 0xff00_0000) }
    }
    return result
  }
}
