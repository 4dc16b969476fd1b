#if Screen
import UserMediaCore

/// Tracks the cursor's image and position, and draws it when it belongs in the picture.
struct CursorTracker {
  /// When the cursor is in the picture.
  let constraint: CursorCaptureConstraint
  /// Its image; `nil` until the server has sent it.
  private(set) var picture: XCursor?
  /// The hotspot's position in the picture; `nil` when the cursor is on another screen.
  private var position: (x: Int, y: Int)?
  private var lastMotion = Int64.min
  private var wasShown = false
  private var hasChanged = false

  /// Microseconds that a cursor stays visible after its last motion.
  private static let motionLimit: Int64 = 1_000_000

  init(_ constraint: CursorCaptureConstraint) {
    self.constraint = constraint
  }

  /// Adopts a new image.
  mutating func show(_ picture: XCursor) {
    self.picture = picture
    hasChanged = true
  }

  /// Adopts a new position.
  mutating func move(to new: (x: Int, y: Int)?, at now: Int64) {
    let isSame = new.map { new in position.map { $0 == new } ?? false } ?? (position == nil)
    if isSame { return }
    // The first known position is not motion.
    if position != nil { lastMotion = now }
    position = new
    hasChanged = true
  }

  /// Whether the cursor looks different in the next picture; to be called once for each picture.
  mutating func changes(at now: Int64) -> Bool {
    let isShown = isShown(at: now)
    defer {
      wasShown = isShown
      hasChanged = false
    }
    return isShown != wasShown || isShown && hasChanged
  }

  private func isShown(at now: Int64) -> Bool {
    guard picture != nil, position != nil else { return false }
    return switch constraint {
    case .never: false
    case .always: true
    case .motion: lastMotion != .min && now - lastMotion < Self.motionLimit
    }
  }

  /// Draws the cursor into a picture, if ``changes(at:)`` last found it visible.
  func draw(into bytes: UnsafeMutableRawBufferPointer, _ layout: VideoFrameLayout) {
    guard wasShown, let picture, let position, !picture.pixels.isEmpty else { return }
    let left = position.x - picture.hotspotX
    let top = position.y - picture.hotspotY
    let rows = max(0, -top)..<max(max(0, -top), min(picture.height, layout.height - top))
    let columns = max(0, -left)..<max(max(0, -left), min(picture.width, layout.width - left))
    let isHalf = layout.pixelFormat == .rgb565
    for row in rows {
      let start = bytes.baseAddress! + (top + row) * layout.planes[0].stride
      for column in columns {
        let over = picture.pixels[row * picture.width + column]
        let place = left + column
        if isHalf {
          let pixel = start.assumingMemoryBound(to: UInt16.self) + place
          pixel.pointee = RGB565.pack(Self.blend(over, RGB565.unpack(pixel.pointee)))
        } else {
          let pixel = start.assumingMemoryBound(to: UInt32.self) + place
          pixel.pointee =
            layout.pixelFormat == .xr30
            ? XR30.pack(Self.blend(over, XR30.unpack(pixel.pointee)))
            : Self.blend(over, pixel.pointee)
        }
      }
    }
  }

  /// Blends a premultiplied colour over another.
  private static func blend(_ over: UInt32, _ under: UInt32) -> UInt32 {
    let alpha = over >> 24
    if alpha == 255 { return over }
    if alpha == 0 { return under }
    var blended: UInt32 = 0
    for shift in [UInt32(0), 8, 16] {
      let sum = (over >> shift & 255) + ((under >> shift & 255) * (255 - alpha) + 127) / 255
      blended |= min(sum, 255) << shift
    }
    return blended
  }
}

/// Conversion between RGB 5:6:5 and eight bits per colour, red in the highest of three bytes.
private enum RGB565 {
  static func unpack(_ pixel: UInt16) -> UInt32 {
    let (red, green, blue) = (UInt32(pixel >> 11), UInt32(pixel >> 5 & 63), UInt32(pixel & 31))
    return (red << 3 | red >> 2) << 16 | (green << 2 | green >> 4) << 8 | blue << 3 | blue >> 2
  }

  static func pack(_ color: UInt32) -> UInt16 {
    UInt16(color >> 19 & 31) << 11 | UInt16(color >> 10 & 63) << 5 | UInt16(color >> 3 & 31)
  }
}

/// Conversion between ten bits per colour and eight.
private enum XR30 {
  static func unpack(_ pixel: UInt32) -> UInt32 {
    (pixel >> 22 & 255) << 16 | (pixel >> 12 & 255) << 8 | pixel >> 2 & 255
  }

  static func pack(_ color: UInt32) -> UInt32 {
    func ten(_ shift: UInt32) -> UInt32 {
      let byte = color >> shift & 255
      return byte << 2 | byte >> 6
    }
    return ten(16) << 20 | ten(8) << 10 | ten(0)
  }
}
#endif
