#if Screen
import CXCB
import UserMediaCore

/// Where the pixels of a surface are on the server.
struct SurfaceTarget {
  let address: SurfaceAddress
  /// The window that is captured, or the root window for a screen.
  let window: xcb_window_t
  /// How its pixels lie in memory.
  let pixelFormat: PixelFormat
  /// The bits of a pixel that stand for colours, as every picture of it says.
  let depth: UInt8
  /// The part of the window that is captured, without its border.
  private(set) var area: VideoRect
  /// Whether there is anything to see.
  var isVisible: Bool
  private var border: Int
  private let isRedirected: Bool
  private var pixmap: xcb_pixmap_t?

  /// Finds a surface, and has its changes told.
  /// - Throws: `notFound` when it is not there, `unreadable` when its pixels are of another kind
  ///   than this library reads.
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

  /// What the server reads from.
  var drawable: xcb_drawable_t { pixmap ?? window }

  /// Bytes from one row of a picture to the next: rows are filled up to 32 bits.
  var bytesPerLine: Int {
    (area.width * (pixelFormat == .rgb565 ? 2 : 4) + 3) / 4 * 4
  }

  /// Bytes that the server writes: the last row is filled up as well.
  var byteCount: Int { bytesPerLine * area.height }

  /// The part of ``drawable`` that is captured: a window's pixmap has its border as well.
  var drawnArea: VideoRect {
    guard pixmap != nil else { return area }
    var area = area
    area.x += border
    area.y += border
    return area
  }

  /// Takes over another size of the window.
  /// - Returns: whether the picture has another size.
  /// - Throws: `notFound` when a monitor is not there any more.
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

  /// Names the picture of a window anew, after its size changed or it came back.
  mutating func renew(on connection: XConnection) {
    guard isRedirected, isVisible else { return }
    if let pixmap { connection.release(pixmap) }
    pixmap = connection.namePixmap(of: window)
  }

  private static func area(
    of address: SurfaceAddress, width: Int, height: Int, _ connection: XConnection
  ) throws(CaptureError) -> VideoRect {
    let device = "\(connection.name) \(address.text)"
    // The protocol has places for no more (X Window System Protocol, Appendix B, `INT16`).
    guard (1...largestSide).contains(width), (1...largestSide).contains(height),
      width * height <= mostPixels
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
    // A monitor can reach beyond the screen, of which alone there are pixels.
    let area = monitors[index].area
    let (left, top) = (max(0, area.x), max(0, area.y))
    let (right, bottom) = (min(width, area.x + area.width), min(height, area.y + area.height))
    guard left < right, top < bottom else {
      throw CaptureError(.unreadable, device: device, "the monitor shows no part of the screen")
    }
    return VideoRect(x: left, y: top, width: right - left, height: bottom - top)
  }

  private static let largestSide = Int(Int16.max)
  /// Of four bytes each, a gigabyte: more than any screen has.
  private static let mostPixels = 1 << 28
}
#endif
