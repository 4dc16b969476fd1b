#if Screen
import CXCB

/// An event concerning a surface.
enum XEvent {
  /// Something was drawn.
  case damaged
  /// The cursor's image changed.
  case cursorChanged
  /// A window was resized; width, height and border are in pixels.
  case configured(window: xcb_window_t, width: Int, height: Int, border: Int)
  /// A window became visible.
  case mapped(window: xcb_window_t)
  /// A window became invisible: it was minimized or hidden.
  case unmapped(window: xcb_window_t)
  /// A window was closed.
  case destroyed(window: xcb_window_t)
  /// Anything else.
  case other

  init(_ event: UnsafeMutablePointer<xcb_generic_event_t>, _ extensions: XExtensions) {
    // The highest bit is set when another program sent the event.
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
      // Wrapping, because the server chooses the first event numbers.
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
    // Every event has 32 bytes, laid out as its type says.
    event.withMemoryRebound(to: Event.self, capacity: 1) { body($0.pointee) }
  }
}
#endif
