import UserMediaCore

/// Colour arithmetic with the recommendations' formulas, one pixel at a time (ITU-R BT.601, BT.709,
/// BT.2020).
extension Scene {
  private var weights: (r: Double, b: Double) {
    switch colorSpace.matrix {
    case .bt709: (0.2126, 0.0722)
    case .bt2020: (0.2627, 0.0593)
    default: (0.299, 0.114)
    }
  }

  /// The pixels of a Y U V scene in one of the R G B formats.
  func referenceRGB(_ format: PixelFormat) -> [[UInt8]] {
    let full = colorSpace.fullRange ?? false
    let (wr, wb) = weights
    return (0..<height).map { line in
      (0..<width).flatMap { x -> [UInt8] in
        let luma = full ? Double(y(x, line)) / 255 : (Double(y(x, line)) - 16) / 219
        let cb = (Double(u(x, line)) - 128) / (full ? 255 : 224)
        let cr = (Double(v(x, line)) - 128) / (full ? 255 : 224)
        let r = luma + 2 * (1 - wr) * cr
        let b = luma + 2 * (1 - wb) * cb
        let g = (luma - wr * r - wb * b) / (1 - wr - wb)
        let (red, green, blue) = (byte(r), byte(g), byte(b))
        switch format {
        case .rgba: return [red, green, blue, 255]
        case .bgra: return [blue, green, red, 255]
        case .rgb24: return [red, green, blue]
        default: return [blue, green, red]
        }
      }
    }
  }

  private func byte(_ value: Double) -> UInt8 { UInt8(min(max((value * 255).rounded(), 0), 255)) }

  /// The planes of an R G B scene in limited BT.601, 4:2:0.
  func referenceYUV() -> [[[UInt8]]] {
    func plane(_ step: Int, _ value: (Int, Int) -> Double) -> [[UInt8]] {
      stride(from: 0, to: height, by: step).map { y in
        stride(from: 0, to: width, by: step).map { x in UInt8(value(x, y).rounded()) }
      }
    }
    return [
      plane(1) { 16 + luma($0, $1) * 219 / 255 },
      plane(2) { 128 + (Double(b($0, $1)) - luma($0, $1)) / 1.772 * 224 / 255 },
      plane(2) { 128 + (Double(r($0, $1)) - luma($0, $1)) / 1.402 * 224 / 255 },
    ]
  }

  /// The luma of an R G B scene in full range.
  func referenceFullLuma() -> [[UInt8]] {
    (0..<height).map { y in (0..<width).map { x in UInt8(luma(x, y).rounded()) } }
  }

  /// Full-range BT.601 luma of one pixel.
  private func luma(_ x: Int, _ y: Int) -> Double {
    let (red, green, blue) = (Double(r(x, y)), Double(g(x, y)), Double(b(x, y)))
    return 0.299 * red + 0.587 * green + 0.114 * blue
  }
}
