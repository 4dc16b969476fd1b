import CYUV
import UserMediaCore

/// The matrix and the range with which libyuv turns Y U V into R G B.
struct ColorMatrix {
  /// For U before V.
  let uv: usermedia_yuv_matrix
  /// For V before U, which gives R where B would be.
  let vu: usermedia_yuv_matrix

  /// The matrix that the picture's colour space tells.
  init(_ picture: Planes) {
    self.init(picture.colorSpace, isLuma: picture.format.isLuma)
  }

  /// The matrix that a colour space tells.
  ///
  /// What the driver did not tell is BT.601 as V4L2 has it by default for cameras
  /// (`V4L2_MAP_YCBCR_ENC_DEFAULT`), limited where there is colour, and full for luma alone.
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

  /// Whether it is BT.601's for the limited range.
  var isLimitedBT601: Bool { uv == usermedia_yuv_bt601(0, 0) }
}

extension VideoColorSpace {
  /// The colour space of R G B that was made from this one.
  var asRGB: Self {
    Self(primaries: primaries, transfer: transfer, matrix: .rgb, fullRange: true)
  }

  /// The colour space of what libyuv makes from R G B: BT.601, limited.
  var asLimitedBT601: Self {
    Self(primaries: primaries, transfer: transfer, matrix: .smpte170m, fullRange: false)
  }

  /// The colour space of a JPEG's samples, whatever the driver says of the stream: BT.601, full
  /// (JFIF 1.02, "Standard color space").
  var asJFIF: Self {
    Self(primaries: primaries, transfer: transfer, matrix: .smpte170m, fullRange: true)
  }
}
