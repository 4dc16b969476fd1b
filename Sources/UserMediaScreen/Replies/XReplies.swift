#if Screen
package import UserMediaCore

// Replies, each parsed from the bytes that the server sent; `nil` when they are malformed (X Window
// System Protocol, Appendix B, and the extensions' encodings).

/// A drawable's size and depth (`GetGeometry`).
package struct XGeometry: Hashable {
  package let depth: UInt8
  package let width: Int
  package let height: Int
  package let border: Int

  package init?(_ bytes: UnsafeRawBufferPointer) {
    let bytes = XBytes(bytes)
    guard let depth = bytes.number(1, as: UInt8.self),
      let width = bytes.number(16, as: UInt16.self), let height = bytes.number(18, as: UInt16.self),
      let border = bytes.number(20, as: UInt16.self)
    else { return nil }
    self.depth = depth
    (self.width, self.height, self.border) = (Int(width), Int(height), Int(border))
  }
}

/// A window's attributes (`GetWindowAttributes`).
package struct XAttributes: Hashable {
  package let visual: UInt32
  /// 1 for a window with pixels, `InputOutput`.
  package let windowClass: UInt16
  /// 2 when the window and its ancestors are mapped, `Viewable`.
  package let mapState: UInt8
  package let overridesRedirect: Bool

  package init?(_ bytes: UnsafeRawBufferPointer) {
    let bytes = XBytes(bytes)
    guard let visual = bytes.number(8, as: UInt32.self),
      let windowClass = bytes.number(12, as: UInt16.self),
      let mapState = bytes.number(26, as: UInt8.self),
      let overridesRedirect = bytes.number(27, as: UInt8.self)
    else { return nil }
    self.visual = visual
    self.windowClass = windowClass
    self.mapState = mapState
    self.overridesRedirect = overridesRedirect != 0
  }
}

/// A window's children, from bottom to top (`QueryTree`).
package struct XTree: Hashable {
  package let children: [UInt32]

  package init?(_ bytes: UnsafeRawBufferPointer) {
    let bytes = XBytes(bytes)
    guard let count = bytes.number(16, as: UInt16.self),
      let children = bytes.words(32, count: Int(count))
    else { return nil }
    self.children = children
  }
}

/// A property's value (`GetProperty`).
package struct XProperty: Hashable {
  /// Bits of each element: 8, 16 or 32; 0 when the window does not have the property.
  package let format: UInt8
  package let value: [UInt8]

  package init?(_ bytes: UnsafeRawBufferPointer) {
    let bytes = XBytes(bytes)
    guard let format = bytes.number(1, as: UInt8.self), [0, 8, 16, 32].contains(format),
      let count = bytes.number(16, as: UInt32.self),
      let value = bytes.slice(32, count: Int(count) * Int(format) / 8)
    else { return nil }
    self.format = format
    self.value = Array(value)
  }

  /// The elements of a property of 32 bits; empty for other formats.
  package var words: [UInt32] {
    guard format == 32 else { return [] }
    return value.withUnsafeBytes { XBytes($0).words(0, count: $0.count / 4) ?? [] }
  }
}

/// The atom for a name (`InternAtom`); 0 when there is none.
package struct XAtom: Hashable {
  package let number: UInt32

  package init?(_ bytes: UnsafeRawBufferPointer) {
    guard let number = XBytes(bytes).number(8, as: UInt32.self) else { return nil }
    self.number = number
  }
}

/// The name of an atom (`GetAtomName`).
package struct XAtomName: Hashable {
  package let name: String

  package init?(_ bytes: UnsafeRawBufferPointer) {
    let bytes = XBytes(bytes)
    guard let count = bytes.number(8, as: UInt16.self),
      let name = bytes.slice(32, count: Int(count))
    else { return nil }
    self.name = String(label: name)
  }
}

/// The monitors (RandR, `GetMonitors`), each with the atom of its name.
package struct XMonitors: Hashable {
  package struct Monitor: Hashable {
    package let name: UInt32
    package let area: VideoRect
  }
  package let monitors: [Monitor]

  package init?(_ bytes: UnsafeRawBufferPointer) {
    let bytes = XBytes(bytes)
    guard let count = bytes.number(12, as: UInt32.self) else { return nil }
    var monitors: [Monitor] = []
    var offset = 32
    for _ in 0..<count {
      guard let name = bytes.number(offset, as: UInt32.self),
        let outputs = bytes.number(offset + 6, as: UInt16.self),
        let x = bytes.number(offset + 8, as: Int16.self),
        let y = bytes.number(offset + 10, as: Int16.self),
        let width = bytes.number(offset + 12, as: UInt16.self),
        let height = bytes.number(offset + 14, as: UInt16.self),
        bytes.slice(offset, count: 24 + Int(outputs) * 4) != nil
      else { return nil }
      monitors.append(
        Monitor(
          name: name,
          area: VideoRect(x: Int(x), y: Int(y), width: Int(width), height: Int(height))))
      offset += 24 + Int(outputs) * 4
    }
    self.monitors = monitors
  }
}

/// The pointer's position in a window (`QueryPointer`).
package struct XPointer: Hashable {
  package let isOnScreen: Bool
  package let x: Int
  package let y: Int

  package init?(_ bytes: UnsafeRawBufferPointer) {
    let bytes = XBytes(bytes)
    guard let isOnScreen = bytes.number(1, as: UInt8.self),
      let x = bytes.number(20, as: Int16.self), let y = bytes.number(22, as: Int16.self)
    else { return nil }
    self.isOnScreen = isOnScreen != 0
    (self.x, self.y) = (Int(x), Int(y))
  }
}

/// The cursor's image (XFIXES, `GetCursorImage`).
package struct XCursor: Hashable {
  package let width: Int
  package let height: Int
  /// The point of the image that marks the pointer's position.
  package let hotspotX: Int
  package let hotspotY: Int
  /// Premultiplied pixels: alpha, red, green, blue from the highest byte down.
  package let pixels: [UInt32]

  package init?(_ bytes: UnsafeRawBufferPointer) {
    let bytes = XBytes(bytes)
    guard let width = bytes.number(12, as: UInt16.self),
      let height = bytes.number(14, as: UInt16.self),
      let hotspotX = bytes.number(16, as: UInt16.self),
      let hotspotY = bytes.number(18, as: UInt16.self),
      let pixels = bytes.words(32, count: Int(width) * Int(height))
    else { return nil }
    (self.width, self.height) = (Int(width), Int(height))
    (self.hotspotX, self.hotspotY) = (Int(hotspotX), Int(hotspotY))
    self.pixels = pixels
  }
}

/// A picture: sent in the reply (`GetImage`) or written into shared memory (MIT-SHM, `GetImage`).
package struct XImage: Hashable {
  package let depth: UInt8
  /// Bytes of pixels that were sent or written.
  package let byteCount: Int

  /// A picture whose pixels follow the reply's header.
  package init?(sent bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= XReplyHeader.byteCount,
      let depth = XBytes(bytes).number(1, as: UInt8.self)
    else { return nil }
    self.depth = depth
    byteCount = bytes.count - XReplyHeader.byteCount
  }

  /// A picture in shared memory.
  package init?(shared bytes: UnsafeRawBufferPointer) {
    let bytes = XBytes(bytes)
    guard let depth = bytes.number(1, as: UInt8.self), let size = bytes.number(12, as: UInt32.self)
    else { return nil }
    self.depth = depth
    byteCount = Int(size)
  }
}

extension String {
  /// A program's name or title as a label: one line of at most 1024 bytes.
  package init(label bytes: UnsafeRawBufferPointer) {
    let maximumBytes = 1024
    let text = String(decoding: bytes.prefix(maximumBytes), as: UTF8.self)
    self = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }
}
#endif
