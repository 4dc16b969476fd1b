/// How the bytes of a picture are laid out, named by its V4L2 four-character code.
///
/// A format that no constant here names is kept as the driver gave it.
/// Source: Linux Media Infrastructure userspace API, "Image Formats".
public struct PixelFormat: RawRepresentable, Hashable, Sendable {
  /// The four characters, the first in the lowest byte, as `v4l2_fourcc` packs them.
  public let rawValue: UInt32

  /// Wraps a packed four-character code.
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// The format that four characters name, such as `"YUYV"`; `nil` unless they are four of ASCII.
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
  /// Eight-bit luma alone.
  public static let grey = Self("GREY")
  /// Sixteen-bit little-endian luma alone.
  public static let y16 = Self("Y16 ")
  /// Three bytes a pixel: R G B.
  public static let rgb24 = Self("RGB3")
  /// Three bytes a pixel: B G R.
  public static let bgr24 = Self("BGR3")
  /// Four bytes a pixel: R G B A.
  public static let rgba = Self("AB24")
  /// Four bytes a pixel: R G B and one without meaning.
  public static let rgbx = Self("XB24")
  /// Four bytes a pixel: B G R A.
  public static let bgra = Self("AR24")
  /// Four bytes a pixel: B G R and one without meaning.
  public static let bgrx = Self("XR24")
  /// Four bytes a pixel: A R G B.
  public static let argb = Self("BA24")
  /// Four bytes a pixel: one without meaning, then R G B.
  public static let xrgb = Self("BX24")
  /// Four bytes a pixel: A B G R.
  public static let abgr = Self("RA24")
  /// Four bytes a pixel: one without meaning, then B G R.
  public static let xbgr = Self("RX24")
  /// V4L2's older name for B G R X.
  public static let bgr32 = Self("BGR4")
  /// V4L2's older name for X R G B.
  public static let rgb32 = Self("RGB4")
  /// Two bytes a pixel, little-endian: five bits of R, six of G, five of B from the highest down.
  public static let rgb565 = Self("RGBP")
  /// Four bytes a pixel, little-endian: two bits without meaning, ten each of R, G and B from the
  /// highest down. The name is DRM's; V4L2 has it with alpha only.
  public static let xr30 = Self("XR30")
  /// Motion JPEG: a JPEG a frame, often without Huffman tables.
  public static let mjpeg = Self("MJPG")
  /// A complete JPEG a frame.
  public static let jpeg = Self("JPEG")

  private init(_ known: StaticString) {
    rawValue = known.withUTF8Buffer { $0.reversed().reduce(0) { $0 << 8 | UInt32($1) } }
  }
}

extension PixelFormat: CustomStringConvertible {
  /// The four characters; one that is not printable shows as `?`.
  public var description: String {
    String(
      (0..<4).map { index in
        let byte = UInt8(truncatingIfNeeded: rawValue >> (8 * index))
        return (0x20...0x7e).contains(byte) ? Character(Unicode.Scalar(byte)) : "?"
      })
  }
}
