import UserMediaConversion
package import UserMediaCore

/// The row of black and white blocks along the bottom of the test pattern that tells the frame
/// number to a program.
///
/// Thirty-two blocks across the whole width, the most significant bit first, white for 1: the lower
/// 24 bits of the frame number, then a check of eight bits.
package enum FrameNumberCode {
  static let blockCount = 32

  /// The blocks of a frame number.
  static func bits(_ number: UInt64) -> UInt32 {
    let value = UInt32(truncatingIfNeeded: number) & 0xff_ffff
    let check = value ^ value >> 8 ^ value >> 16 ^ 0x5a
    return value << 8 | check & 0xff
  }

  /// The part of a picture that the blocks take.
  static func rect(width: Int, height: Int) -> VideoRect {
    let top = (height - height / 10) & ~1
    return VideoRect(x: 0, y: top, width: width, height: height - top)
  }

  /// The lower 24 bits of the frame number that a picture of the test pattern shows, in whatever
  /// format and size it has become; `nil` when it shows none.
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
