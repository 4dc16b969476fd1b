#if Screen
import CXCB
import UserMediaCore

extension XConnection {
  /// Requests an event whenever the cursor's image changes.
  func watchCursor() {
    xcb_xfixes_select_cursor_input(
      raw, root, UInt32(XCB_XFIXES_CURSOR_NOTIFY_MASK_DISPLAY_CURSOR.rawValue))
  }

  /// Requests the cursor's image.
  func requestCursor() -> UInt32 { xcb_xfixes_get_cursor_image(raw).sequence }

  /// The cursor's image, if the reply has arrived; see ``poll(_:_:_:)``.
  func pollCursor(_ request: UInt32) -> Answer<XCursor> {
    poll(request, "xcb_xfixes_get_cursor_image", XCursor.init)
  }

  /// Requests the pointer's position.
  func requestPointer(in window: xcb_window_t) -> UInt32 {
    xcb_query_pointer(raw, window).sequence
  }

  /// The pointer's position, if the reply has arrived; see ``poll(_:_:_:)``.
  func pollPointer(_ request: UInt32) -> Answer<XPointer> {
    poll(request, "xcb_query_pointer", XPointer.init)
  }
}
#endif
