#if Screen
import CXCB

/// A program that paints on a display. When a call returns, the painting is visible.
package final class Painter {
  private let connection: OpaquePointer
  package let root: UInt32
  private let context: UInt32
  private let visual: UInt32

  package init(_ display: PrivateDisplay) throws {
    let connection: OpaquePointer = xcb_connect(display.name, nil)
    guard xcb_connection_has_error(connection) == 0 else { throw NoDisplay() }
    self.connection = connection
    let screen = xcb_setup_roots_iterator(xcb_get_setup(connection)).data.pointee
    root = screen.root
    visual = screen.root_visual
    context = xcb_generate_id(connection)
    // Painting on the screen must not be clipped by windows, and must show through all of them.
    var values: [UInt32] = [0, XCB_SUBWINDOW_MODE_INCLUDE_INFERIORS.rawValue]
    xcb_create_gc(
      connection, context, root, XCB_GC_FOREGROUND.rawValue | XCB_GC_SUBWINDOW_MODE.rawValue,
      &values)
  }

  private struct NoDisplay: Error {}

  deinit {
    xcb_disconnect(connection)
  }

  /// Fills a rectangle with a colour, red in the highest of three bytes.
  package func fill(
    _ window: UInt32? = nil, x: Int = 0, y: Int = 0, width: Int, height: Int, _ color: UInt32
  ) {
    var color = color
    xcb_change_gc(connection, context, XCB_GC_FOREGROUND.rawValue, &color)
    var area = xcb_rectangle_t(
      x: Int16(x), y: Int16(y), width: UInt16(width), height: UInt16(height))
    xcb_poly_fill_rectangle(connection, window ?? root, context, 1, &area)
    finish()
  }

  /// Draws a picture, red in the second byte from the top of each pixel, in the upper left corner.
  package func put(_ pixels: [UInt32], width: Int, on window: UInt32? = nil) {
    // In bands, because the size of a request is limited.
    let rows = max(1, 60_000 / width)
    for first in stride(from: 0, to: pixels.count / width, by: rows) {
      let count = min(rows, pixels.count / width - first)
      pixels[first * width..<(first + count) * width].withUnsafeBytes { bytes in
        _ = xcb_put_image(
          connection, UInt8(XCB_IMAGE_FORMAT_Z_PIXMAP.rawValue), window ?? root, context,
          UInt16(width), UInt16(count), 0, Int16(first), 0, 24, UInt32(bytes.count),
          bytes.bindMemory(to: UInt8.self).baseAddress)
      }
    }
    finish()
  }

  /// Creates a window of one colour, on top of the others.
  package func window(
    x: Int, y: Int, width: Int, height: Int, color: UInt32, title: String? = nil
  ) -> UInt32 {
    let window = xcb_generate_id(connection)
    var background = color
    xcb_create_window(
      connection, UInt8(XCB_COPY_FROM_PARENT), window, root, Int16(x), Int16(y), UInt16(width),
      UInt16(height), 0, UInt16(XCB_WINDOW_CLASS_INPUT_OUTPUT.rawValue), visual,
      XCB_CW_BACK_PIXEL.rawValue, &background)
    if let title {
      xcb_change_property(
        connection, UInt8(XCB_PROP_MODE_REPLACE.rawValue), window, XCB_ATOM_WM_NAME.rawValue,
        XCB_ATOM_STRING.rawValue, 8, UInt32(title.utf8.count), title)
    }
    xcb_map_window(connection, window)
    finish()
    return window
  }

  /// Resizes a window.
  package func resize(_ window: UInt32, width: Int, height: Int) {
    var values = [UInt32(width), UInt32(height)]
    xcb_configure_window(
      connection, window,
      UInt16(XCB_CONFIG_WINDOW_WIDTH.rawValue | XCB_CONFIG_WINDOW_HEIGHT.rawValue), &values)
    finish()
  }

  /// Hides a window, as when it is minimized.
  package func hide(_ window: UInt32) {
    xcb_unmap_window(connection, window)
    finish()
  }

  /// Shows a window again.
  package func show(_ window: UInt32) {
    xcb_map_window(connection, window)
    finish()
  }

  /// Closes a window.
  package func close(_ window: UInt32) {
    xcb_destroy_window(connection, window)
    finish()
  }

  /// Moves the pointer.
  package func movePointer(x: Int, y: Int) {
    xcb_warp_pointer(connection, 0, root, 0, 0, 0, 0, Int16(x), Int16(y))
    finish()
  }

  /// Sets an opaque cursor of one colour for the whole screen, with the hotspot in its upper left
  /// corner.
  package func setCursor(width: Int, height: Int, color: UInt32) {
    let (pixmap, cursor) = (xcb_generate_id(connection), xcb_generate_id(connection))
    xcb_create_pixmap(connection, 1, pixmap, root, UInt16(width), UInt16(height))
    let bits = xcb_generate_id(connection)
    var one: UInt32 = 1
    xcb_create_gc(connection, bits, pixmap, XCB_GC_FOREGROUND.rawValue, &one)
    var area = xcb_rectangle_t(x: 0, y: 0, width: UInt16(width), height: UInt16(height))
    xcb_poly_fill_rectangle(connection, pixmap, bits, 1, &area)
    func part(_ shift: UInt32) -> UInt16 { UInt16(color >> shift & 255) * 257 }
    xcb_create_cursor(
      connection, cursor, pixmap, pixmap, part(16), part(8), part(0), part(16), part(8), part(0),
      0, 0)
    var value = cursor
    xcb_change_window_attributes(connection, root, XCB_CW_CURSOR.rawValue, &value)
    finish()
  }

  /// Waits until the server has processed all requests.
  private func finish() {
    free(xcb_get_input_focus_reply(connection, xcb_get_input_focus(connection), nil))
  }

  private func free(_ memory: UnsafeMutableRawPointer?) { memory?.deallocate() }
}
#endif
