/// The pixel format of a picture, named by its V4L2 four-character code.
///
/// A format without a constant here is passed through as the driver reported it.
/// Source: Linux Media Infrastructure userspace API, "Image Formats".
public struct PixelFormat: RawRepresentable, Hashable, Sendable {
  /// The four characters, the first in the lowest byte, as packed by `v4l2_fourcc`.
  public let rawValue: UInt32

  /// Wraps a packed four-character code.
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// The format named by four characters, such as `"YUYV"`; `nil` unless they are four ASCII
  /// characters.
  public init?(fourCC: String) {
    let bytes = Array(fourCC.utf8)
    guard bytes.count == 4, bytes.allSatisfy({ (0x20...0x7e).contains($0) }) else { return nil }
    rawValue = bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Packed 4:2:2, Y U Y V.
  public static let yuyv = Self("YUYV")
  /// Packed 4:2:2, U Y V Y.
  public static let uyvy = Self("UYVY")
  /// Packed 4:2:2, Y V Y U.
  public static let yvyu = Self("YVYU")
  /// Packed 4:2:2, V Y U Y.
  public static let vyuy = Self("VYUY")
  /// 4:2:0, a luma plane and one plane of U V pairs.
  public static let nv12 = Self("NV12")
  /// 4:2:0, a luma plane and one plane of V U pairs.
  public static let nv21 = Self("NV21")
  /// 4:2:2, a luma plane and one plane of U V pairs.
  public static let nv16 = Self("NV16")
  /// Planar 4:2:0, Y U V (V4L2's YU12, WebCodecs' I420).
  public static let i420 = Self("YU12")
  /// Planar 4:2:0, Y V U.
  public static let yv12 = Self("YV12")
  /// Planar 4:2:2, Y U V (WebCodecs' I422).
  public static let i422 = Self("422P")
  /// 8-bit luma only.
  public static let grey = Self("GREY")
  /// 16-bit little-endian luma only.
  public static let y16 = Self("Y16 ")
  /// Three bytes per pixel: R G B.
  public static let rgb24 = Self("RGB3")
  /// Three bytes per pixel: B G R.
  public static let bgr24 = Self("BGR3")
  /// Four bytes per pixel: R G B A.
  public static let rgba = Self("AB24")
  /// Four bytes per pixel: R G B and an unused one.
  public static let rgbx = Self("XB24")
  /// Four bytes per pixel: B G R A.
  public static let bgra = Self("AR24")
  /// Four bytes per pixel: B G R and an unused one.
  public static let bgrx = Self("XR24")
  /// Four bytes per pixel: A R G B.
  public static let argb = Self("BA24")
  /// Four bytes per pixel: an unused one, then R G B.
  public static let xrgb = Self("BX24")
  /// Four bytes per pixel: A B G R.
  public static let abgr = Self("RA24")
  /// Four bytes per pixel: an unused one, then B G R.
  public static let xbgr = Self("RX24")
  /// V4L2's older name for B G R X.
  public static let bgr32 = Self("BGR4")
  /// V4L2's older name for X R G B.
  public static let rgb32 = Self("RGB4")
  /// Two bytes per pixel, little-endian: from the highest bit down five of R, six of G, five of B.
  public static let rgb565 = Self("RGBP")
  /// Four bytes per pixel, little-endian: from the highest bit down two unused, then ten each of R,
  /// G and B. The name is DRM's; V4L2 has it with alpha only.
  public static let xr30 = Self("XR30")
  /// Motion JPEG: one JPEG per frame, often without Huffman tables.
  public static let mjpeg = Self("MJPG")
  /// One complete JPEG per frame.
  public static let jpeg = Self("JPEG")

  private init(_ known: StaticString) {
    rawValue = known.withUTF8Buffer { $0.reversed().reduce(0) { $0 << 8 | UInt32($1) } }
  }
}

extension PixelFormat: CustomStringConvertible {
  /// The four characters; an unprintable one appears as `?`.
  public var description: String {
    String(
      (0..<4).map { index in
        let byte = UInt8(truncatingIfNeeded: rawValue >> (8 * index))
        return (0x20...0x7e).contains(byte) ? Character(Unicode.Scalar(byte)) : "?"
      })
  }
}
