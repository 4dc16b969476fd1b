import UserMediaConversion
package import UserMediaCore

/// The machine-readable frame number: a row of black and white blocks along the bottom of the test
/// pattern.
///
/// 32 blocks across the whole width, most significant bit first, white for 1: the low 24 bits of
/// the frame number, then an eight-bit checksum.
package enum FrameNumberCode {
  static let blockCount = 32

  /// The blocks of a frame number, as bits.
  static func bits(_ number: UInt64) -> UInt32 {
    let value = UInt32(truncatingIfNeeded: number) & 0xff_ffff
    let check = value ^ value >> 8 ^ value >> 16 ^ 0x5a
    return value << 8 | check & 0xff
  }

  /// The part of a picture that the blocks occupy.
  static func rect(width: Int, height: Int) -> VideoRect {
    let top = (height - height / 10) & ~1
    return VideoRect(x: 0, y: top, width: width, height: height - top)
  }

  /// Reads the low 24 bits of the frame number from a picture of the test pattern, in any format
  /// and size; `nil` if it shows none.
  package static func frameNumber(in frame: VideoFrame) throws(DOMException) -> UInt64? {
    let grey = try frame.converted(to: .grey)
    let rect = rect(width: grey.codedWidth, height: grey.codedHeight)
    let pixels = grey.unsafePlane(0)
    let row = (rect.y + rect.height / 2) * grey.layout.planes[0].stride
    var bits: UInt32 = 0
    for block in 0..<blockCount {
      let column = (2 * block + 1) * grey.codedWidth / (2 * blockCount)
      bits = bits << 1 | (pixels[row + column] >= 128 ? 1 : 0)
    }
    let number = UInt64(bits >> 8)
    return Self.bits(number) == bits ? number : nil
  }
}
