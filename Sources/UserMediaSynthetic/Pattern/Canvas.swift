import UserMediaCore

/// Draws filled rectangles, directly in a camera's output format.
///
/// Two horizontal pixels share chroma, and in 4:2:0 two vertical ones, so corners are placed at
/// even coordinates.
struct Canvas {
  /// A BT.601 colour, in the canvas's range, limited or full.
  struct Color {
    var y: UInt8
    var u: UInt8 = 128
    var v: UInt8 = 128
  }

  /// The formats that can be drawn.
  static let formats: [PixelFormat] = [.yuyv, .nv12, .i420]

  let layout: VideoFrameLayout
  let memory: UnsafeMutableRawBufferPointer
  let isFullRange: Bool
  let look: CameraLook

  /// Creates a canvas over a picture's memory; the layout's format is one of ``formats``. `look`
  /// zooms and colours what is drawn.
  init(
    _ memory: UnsafeMutableRawBufferPointer, _ layout: VideoFrameLayout,
    _ look: CameraLook = CameraLook()
  ) {
    self.layout = layout
    self.look = look
    self.memory = memory
    isFullRange = layout.colorSpace.fullRange == true
  }

  /// Fills a rectangle with a limited-range colour, clipped to the canvas.
  func fill(x: Int, y: Int, width: Int, height: Int, _ limited: Color) {
    let seen = limited.seen(look)
    let color = isFullRange ? seen.expanded : seen
    let left = max(0, zoomed(x, layout.width)) & ~1
    let top = max(0, zoomed(y, layout.height)) & ~1
    let right = min((zoomed(x + width, layout.width) + 1) & ~1, (layout.width + 1) & ~1)
    let bottom = min((zoomed(y + height, layout.height) + 1) & ~1, layout.height)
    guard left < right, top < bottom else { return }
    switch layout.pixelFormat {
    case .yuyv:
      let word = UInt32(
        littleEndian: UInt32(color.y) | UInt32(color.u) << 8 | UInt32(color.y) << 16
          | UInt32(color.v) << 24)
      rows(plane: 0, top..<bottom, left * 2..<right * 2) { $0.fill(UInt32.self, word) }
    case .nv12:
      luma(top..<bottom, left..<right, color)
      let pair = UInt16(littleEndian: UInt16(color.u) | UInt16(color.v) << 8)
      rows(plane: 1, top / 2..<(bottom + 1) / 2, left..<right) { $0.fill(UInt16.self, pair) }
    default:
      luma(top..<bottom, left..<right, color)
      for (plane, value) in [(1, color.u), (2, color.v)] {
        rows(plane: plane, top / 2..<(bottom + 1) / 2, left / 2..<right / 2) {
          $0.fill(UInt8.self, value)
        }
      }
    }
  }

  /// The zoomed position of a coordinate along a side of the picture.
  private func zoomed(_ place: Int, _ side: Int) -> Int {
    guard look.zoom != 1 else { return place }
    let middle = Double(side) / 2
    return Int(((Double(place) - middle) * look.zoom + middle).rounded())
  }

  private func luma(_ lines: Range<Int>, _ columns: Range<Int>, _ color: Color) {
    rows(plane: 0, lines, columns.lowerBound..<min(columns.upperBound, layout.width)) {
      $0.fill(UInt8.self, color.y)
    }
  }

  /// Calls `body` with the given bytes of each of the given rows.
  private func rows(
    plane: Int, _ lines: Range<Int>, _ bytes: Range<Int>,
    _ body: (UnsafeMutableRawBufferPointer) -> Void
  ) {
    let place = layout.planes[plane]
    for line in lines {
      let start = place.offset + line * place.stride
      body(
        UnsafeMutableRawBufferPointer(
          rebasing: memory[start + bytes.lowerBound..<start + bytes.upperBound]))
    }
  }

  /// Copies the rows from `top` to the bottom from a picture with the same layout.
  func copyRows(from source: UnsafeRawBufferPointer, top: Int) {
    for (plane, place) in layout.planes.enumerated() {
      let start = place.offset + (plane == 0 ? top : top / 2) * place.stride
      let end = place.offset + layout.planeByteCounts[plane]
      UnsafeMutableRawBufferPointer(rebasing: memory[start..<end])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[start..<end]))
    }
  }
}

extension Canvas.Color {
  static let black = Self(y: 16)
  static let white = Self(y: 235)

  /// The colour as rendered with a look.
  fileprivate func seen(_ look: CameraLook) -> Self {
    guard look.brightness != 0 || look.contrast != 1 || look.saturation != 1 else { return self }
    func scale(_ value: UInt8, _ factor: Double, around middle: Double, plus: Int, to top: Int)
      -> UInt8
    {
      let scaled = (Double(value) - middle) * factor + middle
      return UInt8(min(max(Int(scaled.rounded()) + plus, 16), top))
    }
    return Self(
      y: scale(y, look.contrast, around: 126, plus: look.brightness, to: 235),
      u: scale(u, look.saturation, around: 128, plus: 0, to: 240),
      v: scale(v, look.saturation, around: 128, plus: 0, to: 240))
  }

  /// The same colour in full range.
  fileprivate var expanded: Self {
    func scale(_ value: UInt8, from black: Int, _ range: Int, to zero: Int) -> UInt8 {
      UInt8(min(max((Int(value) - black) * 255 / range + zero, 0), 255))
    }
    return Self(
      y: scale(y, from: 16, 219, to: 0), u: scale(u, from: 128, 224, to: 128),
      v: scale(v, from: 128, 224, to: 128))
  }
}

extension UnsafeMutableRawBufferPointer {
  /// Fills the memory with whole values; its length is a multiple of their size.
  fileprivate func fill<Value: BitwiseCopyable>(_: Value.Type, _ value: Value) {
    bindMemory(to: Value.self).update(repeating: value)
  }
}
