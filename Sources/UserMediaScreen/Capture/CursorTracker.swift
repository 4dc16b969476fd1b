#if Screen
import UserMediaCore

/// Where the cursor is and how it looks, and whether that belongs into the picture.
struct CursorTracker {
  /// When the cursor is in the picture.
  let constraint: CursorCaptureConstraint
  /// How it looks; `nil` until the server has said so.
  private(set) var picture: CursorPicture?
  /// Where its hotspot is in the picture; `nil` when it is on another screen.
  private var position: (x: Int, y: Int)?
  private var lastMotion = Int64.min
  private var wasShown = false
  private var hasChanged = false

  /// Microseconds for which a cursor stays that moves no more.
  private static let motionLimit: Int64 = 1_000_000

  init(_ constraint: CursorCaptureConstraint) {
    self.constraint = constraint
  }

  /// Takes over how the cursor looks.
  mutating func show(_ picture: CursorPicture) {
    self.picture = picture
    hasChanged = true
  }

  /// Takes over where the cursor is.
  mutating func move(to new: (x: Int, y: Int)?, at now: Int64) {
    let isSame = new.map { new in position.map { $0 == new } ?? false } ?? (position == nil)
    if isSame { return }
    // Where it is found first is no motion.
    if position != nil { lastMotion = now }
    position = new
    hasChanged = true
  }

  /// Whether the next picture has another cursor than the last one; asked once for each.
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

  /// Draws the cursor into a picture of four bytes a pixel, blue first, where it was last found to
  /// be shown.
  func draw(into bytes: UnsafeMutableRawBufferPointer, width: Int, height: Int) {
    guard wasShown, let picture, let position, !picture.pixels.isEmpty else { return }
    let left = position.x - picture.hotspot.x
    let top = position.y - picture.hotspot.y
    let rows = max(0, -top)..<max(max(0, -top), min(picture.height, height - top))
    let columns = max(0, -left)..<max(max(0, -left), min(picture.width, width - left))
    let pixels = bytes.assumingMemoryBound(to: UInt32.self)
    for row in rows {
      for column in columns {
        let place = (top + row) * width + left + column
        pixels[place] = Self.blend(picture.pixels[row * picture.width + column], pixels[place])
      }
    }
  }

  /// Lays a colour that is multiplied by its alpha over another one.
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
#endif
