#if Screen
import CXCB

/// What the server tells of a surface.
enum XEvent {
  /// Something was drawn.
  case damaged
  /// The cursor looks different.
  case cursorChanged
  /// A window has a size, in pixels, and a border around it.
  case configured(window: xcb_window_t, width: Int, height: Int, border: Int)
  /// A window can be seen.
  case mapped(window: xcb_window_t)
  /// A window cannot be seen: it was made an icon, or hidden.
  case unmapped(window: xcb_window_t)
  /// A window was closed.
  case destroyed(window: xcb_window_t)
  /// Something that does not matter here.
  case other

  init(_ event: UnsafeMutablePointer<xcb_generic_event_t>, _ extensions: XExtensions) {
    // The highest bit tells that another program sent it.
    let type = event.pointee.response_type & 0x7f
    switch Int32(type) {
    case XCB_CONFIGURE_NOTIFY:
      self = Self.read(event) { (event: xcb_configure_notify_event_t) in
        .configured(
          window: event.window, width: Int(event.width), height: Int(event.height),
          border: Int(event.border_width))
      }
    case XCB_MAP_NOTIFY:
      self = Self.read(event) { (event: xcb_map_notify_event_t) in .mapped(window: event.window) }
    case XCB_UNMAP_NOTIFY:
      self = Self.read(event) { (event: xcb_unmap_notify_event_t) in
        .unmapped(window: event.window)
      }
    case XCB_DESTROY_NOTIFY:
      self = Self.read(event) { (event: xcb_destroy_notify_event_t) in
        .destroyed(window: event.window)
      }
    default:
      // Added without overflow: the first numbers are the server's.
      if type == extensions.firstDamageEvent.map({ $0 &+ UInt8(XCB_DAMAGE_NOTIFY) }) {
        self = .damaged
      } else if type == extensions.firstFixesEvent.map({ $0 &+ UInt8(XCB_XFIXES_CURSOR_NOTIFY) }) {
        self = .cursorChanged
      } else {
        self = .other
      }
    }
  }

  private static func read<Event>(
    _ event: UnsafeMutablePointer<xcb_generic_event_t>, _ body: (Event) -> XEvent
  ) -> XEvent {
    // Every event has 32 bytes, and its type says what they are.
    event.withMemoryRebound(to: Event.self, capacity: 1) { body($0.pointee) }
  }
}
#endif
