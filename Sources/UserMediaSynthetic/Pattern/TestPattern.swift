import UserMediaCore

/// A moving picture with its frame number and time: as digits for people, and as
/// ``FrameNumberCode`` for programs.
///
/// The colour bars at the top are drawn once; below them, a moving bar, the digits and the blocks
/// are drawn for each frame.
struct TestPattern {
  let layout: VideoFrameLayout
  let look: CameraLook
  private let label: String
  private let mirrored: Bool
  private let background: MemoryRegion
  private let moving: VideoRect
  private let digits: VideoRect

  /// Creates a pattern that shows `label`, in one of ``Canvas/formats``.
  init(layout: VideoFrameLayout, label: String, mirrored: Bool, look: CameraLook = CameraLook()) {
    self.layout = layout
    self.look = look
    self.label = label
    self.mirrored = mirrored
    background = MemoryRegion(allocating: layout.byteCount)
    let blocks = FrameNumberCode.rect(width: layout.width, height: layout.height)
    let barsEnd = layout.height * 2 / 3 & ~1
    let strip = max(2, layout.height / 24 & ~1)
    moving = VideoRect(x: 0, y: barsEnd, width: layout.width, height: strip)
    digits = VideoRect(
      x: 0, y: barsEnd + strip, width: layout.width, height: max(0, blocks.y - barsEnd - strip))
    let canvas = Canvas(background.mutableBytes, layout, look)
    canvas.fill(x: 0, y: 0, width: layout.width, height: layout.height, .black)
    for bar in 0..<7 {
      let color = Self.bars[mirrored ? 6 - bar : bar]
      let left = bar * layout.width / 7
      let right = (bar + 1) * layout.width / 7
      canvas.fill(x: left, y: 0, width: right - left, height: barsEnd, color)
    }
    let scale = max(2, layout.width / 160 & ~1)
    let width = label.utf8.count * Self.advance * scale
    canvas.fill(
      x: 0, y: 0, width: width + 2 * scale, height: (BitmapFont.height + 2) * scale, .black)
    canvas.draw(label.utf8, x: scale, y: scale, scale: scale)
  }

  /// The same pattern with another look.
  func with(_ look: CameraLook) -> TestPattern {
    TestPattern(layout: layout, label: label, mirrored: mirrored, look: look)
  }

  /// Draws the static part into new memory.
  func prepare(_ memory: UnsafeMutableRawBufferPointer) {
    memory.copyMemory(from: UnsafeRawBufferPointer(rebasing: background.bytes[..<layout.byteCount]))
  }

  /// Draws the moving part into memory that holds an earlier frame.
  func draw(_ number: UInt64, milliseconds: Int64, into memory: UnsafeMutableRawBufferPointer) {
    let canvas = Canvas(memory, layout, look)
    // Below the middle, so zooming never moves it further up.
    canvas.copyRows(from: background.bytes, top: moving.y)
    let step = max(2, layout.width / 64 & ~1)
    let place = Int(number % UInt64(max(1, layout.width / step))) * step
    canvas.fill(x: place, y: moving.y, width: 2 * step, height: moving.height, .white)
    drawDigits(number, milliseconds, canvas)
    drawBlocks(number, canvas)
  }

  private func drawDigits(_ number: UInt64, _ milliseconds: Int64, _ canvas: Canvas) {
    let scale = max(2, min(layout.width / 160, digits.height / (2 * BitmapFont.height)) & ~1)
    let y = digits.y + max(0, (digits.height - 2 * scale * BitmapFont.height) / 2)
    var x = 2 * scale
    x = canvas.draw(number: number, digits: 6, x: x, y: y, scale: 2 * scale)
    x += Self.advance * scale
    let lower = y + scale * BitmapFont.height
    func draw(_ value: Int64, digits: Int, then separator: Unicode.Scalar?) {
      x = canvas.draw(number: UInt64(value), digits: digits, x: x, y: lower, scale: scale)
      guard let separator else { return }
      x = canvas.draw(
        CollectionOfOne(UInt8(ascii: separator)), x: x, y: lower, scale: scale)
    }
    draw(milliseconds / 3_600_000 % 100, digits: 2, then: ":")
    draw(milliseconds / 60_000 % 60, digits: 2, then: ":")
    draw(milliseconds / 1000 % 60, digits: 2, then: ".")
    draw(milliseconds % 1000, digits: 3, then: nil)
  }

  private func drawBlocks(_ number: UInt64, _ canvas: Canvas) {
    let rect = FrameNumberCode.rect(width: layout.width, height: layout.height)
    let bits = FrameNumberCode.bits(number)
    for block in 0..<FrameNumberCode.blockCount where bits << block & 1 << 31 != 0 {
      let left = block * layout.width / FrameNumberCode.blockCount
      let right = (block + 1) * layout.width / FrameNumberCode.blockCount
      canvas.fill(x: left, y: rect.y, width: right - left, height: rect.height, .white)
    }
  }

  /// White, yellow, cyan, green, magenta, red and blue at 75 % (SMPTE EG 1).
  private static let bars: [Canvas.Color] = [
    .init(y: 180), .init(y: 162, u: 44, v: 142), .init(y: 131, u: 156, v: 44),
    .init(y: 112, u: 72, v: 58), .init(y: 84, u: 184, v: 198), .init(y: 65, u: 100, v: 212),
    .init(y: 35, u: 212, v: 114),
  ]

  /// The distance from one letter to the next, in dots.
  static let advance = BitmapFont.width + 1
}

extension Canvas {
  /// Draws white letters with dots `scale` pixels wide; returns the position of the next letter.
  @discardableResult
  func draw(_ text: some Sequence<UInt8>, x: Int, y: Int, scale: Int) -> Int {
    var x = x
    for character in text {
      for (row, dots) in BitmapFont.rows(character).enumerated() {
        for column in 0..<BitmapFont.width where dots >> (BitmapFont.width - 1 - column) & 1 != 0 {
          fill(x: x + column * scale, y: y + row * scale, width: scale, height: scale, .white)
        }
      }
      x += TestPattern.advance * scale
    }
    return x
  }

  /// Draws the last digits of a number, with leading zeros.
  func draw(number: UInt64, digits: Int, x: Int, y: Int, scale: Int) -> Int {
    var divisor: UInt64 = 1
    for _ in 1..<digits { divisor *= 10 }
    var x = x
    while divisor > 0 {
      x = draw(
        CollectionOfOne(UInt8(ascii: "0") + UInt8(number / divisor % 10)), x: x, y: y, scale: scale)
      divisor /= 10
    }
    return x
  }
}
