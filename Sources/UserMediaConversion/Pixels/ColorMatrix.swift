import CYUV
import UserMediaCore

/// The matrix and range for libyuv's conversion from Y U V to R G B.
struct ColorMatrix {
  /// For the order U, V.
  let uv: usermedia_yuv_matrix
  /// For the order V, U, which swaps R and B.
  let vu: usermedia_yuv_matrix

  /// The matrix of a picture's colour space.
  init(_ picture: Planes) {
    self.init(picture.colorSpace, isLuma: picture.format.isLuma)
  }

  /// The matrix of a colour space.
  ///
  /// Unreported values default to BT.601, as V4L2 does for cameras (`V4L2_MAP_YCBCR_ENC_DEFAULT`):
  /// limited range for colour, full range for luma only.
  init(_ colorSpace: VideoColorSpace, isLuma: Bool = false) {
    let isFull: Int32 = colorSpace.fullRange ?? isLuma ? 1 : 0
    let matrix: (Int32, Int32) -> usermedia_yuv_matrix? =
      switch colorSpace.matrix {
      case .bt709: usermedia_yuv_bt709
      case .bt2020: usermedia_yuv_bt2020
      case .bt470bg, .smpte170m, .rgb, nil: usermedia_yuv_bt601
      }
    // The functions return addresses of globals.
    uv = matrix(isFull, 0)!
    vu = matrix(isFull, 1)!
  }

  /// Whether it is the limited-range BT.601 matrix.
  var isLimitedBT601: Bool { uv == usermedia_yuv_bt601(0, 0) }
}

extension VideoColorSpace {
  /// The colour space of R G B converted from this one.
  var asRGB: Self {
    Self(primaries: primaries, transfer: transfer, matrix: .rgb, fullRange: true)
  }

  /// The colour space of libyuv's conversion from R G B: limited-range BT.601.
  var asLimitedBT601: Self {
    Self(primaries: primaries, transfer: transfer, matrix: .smpte170m, fullRange: false)
  }

  /// The colour space of a JPEG's samples, whatever the driver reports for the stream: full-range
  /// BT.601 (JFIF 1.02, "Standard color space").
  var asJFIF: Self {
    Self(primaries: primaries, transfer: transfer, matrix: .smpte170m, fullRange: true)
  }
}
