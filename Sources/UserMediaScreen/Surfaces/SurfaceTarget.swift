#if Screen
import CXCB
import UserMediaCore

/// The drawable that a surface's pixels are read from.
struct SurfaceTarget {
  let address: SurfaceAddress
  /// The captured window, or the root window for a screen.
  let window: xcb_window_t
  /// The layout of its pixels.
  let pixelFormat: PixelFormat
  /// Bits of a pixel that hold colour, as every picture's reply repeats.
  let depth: UInt8
  /// The captured part of the window, without its border.
  private(set) var area: VideoRect
  /// Whether the window is mapped.
  var isVisible: Bool
  private var border: Int
  private let isRedirected: Bool
  private var pixmap: xcb_pixmap_t?

  /// Looks up a surface and subscribes to its changes.
  /// - Throws: `notFound` when it does not exist, `unreadable` when its pixel layout is not
  ///   supported.
  init(_ address: SurfaceAddress, on connection: XConnection) throws(CaptureError) {
    self.address = address
    switch address {
    case .screen, .monitor: window = connection.root
    case .window(let id): window = id
    }
    connection.watchStructure(of: window)
    let found = try connection.window(window)
    depth = found.depth
    guard let format = connection.setup.pixelFormat(depth: found.depth, visual: found.visual) else {
      throw CaptureError(
        .unreadable, device: "\(connection.name) \(address.text)",
        "has pixels of \(found.depth) bits in an order that is not supported")
    }
    pixelFormat = format
    area = try Self.area(of: address, width: found.width, height: found.height, connection)
    border = found.border
    isVisible = found.isViewable
    isRedirected = window != connection.root && connection.extensions.hasComposite
    if isRedirected { connection.redirect(window) }
    renew(on: connection)
  }

  /// What pictures are read from.
  var drawable: xcb_drawable_t { pixmap ?? window }

  /// Bytes from one row of a picture to the next: rows are padded to 32 bits.
  var bytesPerLine: Int {
    (area.width * (pixelFormat == .rgb565 ? 2 : 4) + 3) / 4 * 4
  }

  /// Bytes that the server writes: the last row is padded as well.
  var byteCount: Int { bytesPerLine * area.height }

  /// The captured part of ``drawable``: a window's pixmap includes the border.
  var drawnArea: VideoRect {
    guard pixmap != nil else { return area }
    var area = area
    area.x += border
    area.y += border
    return area
  }

  /// Adopts the window's new size.
  /// - Returns: whether the picture's size changed.
  /// - Throws: `notFound` when the monitor is gone.
  mutating func resize(
    width: Int, height: Int, border: Int, on connection: XConnection
  ) throws(CaptureError) -> Bool {
    let resized = try Self.area(of: address, width: width, height: height, connection)
    guard resized != area || border != self.border else { return false }
    defer { area = resized }
    self.border = border
    renew(on: connection)
    return (resized.width, resized.height) != (area.width, area.height)
  }

  /// Renews the window's pixmap, which the server replaces when the window is resized or mapped.
  mutating func renew(on connection: XConnection) {
    guard isRedirected, isVisible else { return }
    if let pixmap { connection.release(pixmap) }
    pixmap = connection.namePixmap(of: window)
  }

  private static func area(
    of address: SurfaceAddress, width: Int, height: Int, _ connection: XConnection
  ) throws(CaptureError) -> VideoRect {
    let device = "\(connection.name) \(address.text)"
    // Coordinates are INT16 (X Window System Protocol, Appendix B).
    guard (1...largestSide).contains(width), (1...largestSide).contains(height),
      width * height <= maximumPixels
    else {
      throw CaptureError(.unreadable, device: device, "claims a size of \(width)x\(height)")
    }
    guard case .monitor(let index) = address else {
      return VideoRect(x: 0, y: 0, width: width, height: height)
    }
    let monitors = try connection.monitors()
    guard monitors.indices.contains(index) else {
      throw CaptureError(.notFound, device: device, "there is no such monitor")
    }
    // A monitor can extend beyond the screen, which is all that has pixels.
    let area = monitors[index].area
    let (left, top) = (max(0, area.x), max(0, area.y))
    let (right, bottom) = (min(width, area.x + area.width), min(height, area.y + area.height))
    guard left < right, top < bottom else {
      throw CaptureError(.unreadable, device: device, "the monitor shows no part of the screen")
    }
    return VideoRect(x: left, y: top, width: right - left, height: bottom - top)
  }

  private static let largestSide = Int(Int16.max)
  /// A gigabyte at four bytes each: more than any screen has.
  private static let maximumPixels = 1 << 28
}
#endif
