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

  /// The cursor, if the answer is there; see ``poll(_:_:_:)``.
  func pollCursor(_ request: UInt32) -> Answer<XCursor> {
    poll(request, "xcb_xfixes_get_cursor_image", XCursor.init)
  }

  /// Asks where the cursor is.
  func requestPointer(in window: xcb_window_t) -> UInt32 {
    xcb_query_pointer(raw, window).sequence
  }

  /// Where the cursor is, if the answer is there; see ``poll(_:_:_:)``.
  func pollPointer(_ request: UInt32) -> Answer<XPointer> {
    poll(request, "xcb_query_pointer", XPointer.init)
  }
}
#endif
