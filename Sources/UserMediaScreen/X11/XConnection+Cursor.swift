#if Screen
import CXCB
import UserMediaCore

extension XConnection {
  /// Has changes of the cursor's look told.
  func watchCursor() {
    xcb_xfixes_select_cursor_input(
      raw, root, UInt32(XCB_XFIXES_CURSOR_NOTIFY_MASK_DISPLAY_CURSOR.rawValue))
  }

  /// Asks how the cursor looks.
  func requestCursor() -> UInt32 { xcb_xfixes_get_cursor_image(raw).sequence }

  /// The cursor, if the answer is there; see ``poll(_:as:_:)``.
  func pollCursor(_ request: UInt32) -> Answer<xcb_xfixes_get_cursor_image_reply_t> {
    poll(request, as: xcb_xfixes_get_cursor_image_reply_t.self, "xcb_xfixes_get_cursor_image")
  }

  /// Asks where the cursor is.
  func requestPointer(in window: xcb_window_t) -> UInt32 {
    xcb_query_pointer(raw, window).sequence
  }

  /// Where the cursor is, if the answer is there; see ``poll(_:as:_:)``.
  func pollPointer(_ request: UInt32) -> Answer<xcb_query_pointer_reply_t> {
    poll(request, as: xcb_query_pointer_reply_t.self, "xcb_query_pointer")
  }
}

/// How the cursor looks.
struct CursorPicture {
  let width: Int
  let height: Int
  /// The place in the picture that the pointer's position is.
  let hotspot: (x: Int, y: Int)
  /// Pixels of alpha, red, green and blue from the highest byte down, colours multiplied by alpha.
  let pixels: [UInt32]

  init(_ reply: borrowing XReply<xcb_xfixes_get_cursor_image_reply_t>) {
    let cursor = reply.pointer.pointee
    width = Int(cursor.width)
    height = Int(cursor.height)
    hotspot = (Int(cursor.xhot), Int(cursor.yhot))
    let count = Int(xcb_xfixes_get_cursor_image_cursor_image_length(reply.pointer))
    let pixels = Array(
      UnsafeBufferPointer(
        start: xcb_xfixes_get_cursor_image_cursor_image(reply.pointer), count: count))
    self.pixels = pixels.count < width * height ? [] : pixels
  }
}
#endif
