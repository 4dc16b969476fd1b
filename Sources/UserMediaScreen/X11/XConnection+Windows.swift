#if Screen
import CXCB
import UserMediaCore

extension XConnection {
  /// What the server says of a window.
  struct Window {
    var id: xcb_window_t
    var width: Int
    var height: Int
    var border: Int
    var depth: UInt8
    var visual: xcb_visualid_t
    /// Whether it and everything above it is mapped.
    var isViewable: Bool
    /// Whether it has pixels, and is no menu or tooltip.
    var isOrdinary: Bool
  }

  /// Looks at a window.
  /// - Throws: `notFound` when it is gone.
  func window(_ id: xcb_window_t) throws(CaptureError) -> Window {
    let sent = (xcb_get_geometry(raw, id), xcb_get_window_attributes(raw, id))
    let geometry = try answer(
      to: sent.0.sequence, as: xcb_get_geometry_reply_t.self, "xcb_get_geometry"
    ).pointer.pointee
    let attributes = try answer(
      to: sent.1.sequence, as: xcb_get_window_attributes_reply_t.self, "xcb_get_window_attributes"
    ).pointer.pointee
    return Window(
      id: id, width: Int(geometry.width), height: Int(geometry.height),
      border: Int(geometry.border_width), depth: geometry.depth, visual: attributes.visual,
      isViewable: UInt32(attributes.map_state) == XCB_MAP_STATE_VIEWABLE.rawValue,
      isOrdinary: UInt32(attributes._class) == XCB_WINDOW_CLASS_INPUT_OUTPUT.rawValue
        && attributes.override_redirect == 0)
  }

  /// Has changes of a window's size and state told.
  func watchStructure(of window: xcb_window_t) {
    var mask = XCB_EVENT_MASK_STRUCTURE_NOTIFY.rawValue
    xcb_change_window_attributes(raw, window, XCB_CW_EVENT_MASK.rawValue, &mask)
  }

  /// The windows of programs, from the top down: those that the window manager lists, or where
  /// there is none, those that lie on the screen.
  func windows() throws(CaptureError) -> [xcb_window_t] {
    if let list = try property("_NET_CLIENT_LIST_STACKING", of: root), !list.isEmpty {
      return list.withUnsafeBytes { Array($0.bindMemory(to: xcb_window_t.self)) }.reversed()
    }
    let tree = try answer(
      to: xcb_query_tree(raw, root).sequence, as: xcb_query_tree_reply_t.self, "xcb_query_tree")
    let count = Int(xcb_query_tree_children_length(tree.pointer))
    let children = UnsafeBufferPointer(start: xcb_query_tree_children(tree.pointer), count: count)
    return children.reversed()
  }

  /// A window's title; `nil` when it has none.
  func title(of window: xcb_window_t) throws(CaptureError) -> String? {
    for name in ["_NET_WM_NAME", "WM_NAME"] {
      if let bytes = try property(name, of: window), !bytes.isEmpty {
        return String(decoding: bytes, as: UTF8.self)
      }
    }
    return nil
  }

  /// The bytes of a property, as many as matter; `nil` when the window does not have it.
  private func property(
    _ name: String, of window: xcb_window_t
  ) throws(CaptureError) -> [UInt8]? {
    let interned = xcb_intern_atom(raw, 1, UInt16(name.utf8.count), name)
    let atom = try answer(
      to: interned.sequence, as: xcb_intern_atom_reply_t.self, "xcb_intern_atom"
    ).pointer.pointee.atom
    guard atom != XCB_ATOM_NONE.rawValue else { return nil }
    let units: UInt32 = 4096  // of four bytes
    let sent = xcb_get_property(raw, 0, window, atom, XCB_GET_PROPERTY_TYPE_ANY.rawValue, 0, units)
    let reply = try answer(
      to: sent.sequence, as: xcb_get_property_reply_t.self, "xcb_get_property")
    guard reply.pointer.pointee.format != 0 else { return nil }
    return Array(
      UnsafeRawBufferPointer(
        start: xcb_get_property_value(reply.pointer),
        count: Int(xcb_get_property_value_length(reply.pointer))))
  }

  /// A part of the whole screen that one monitor shows.
  struct Monitor: Hashable {
    var name: String
    var area: VideoRect
  }

  /// The monitors; none where the server does not tell.
  func monitors() throws(CaptureError) -> [Monitor] {
    guard extensions.hasMonitors else { return [] }
    let reply = try answer(
      to: xcb_randr_get_monitors(raw, root, 1).sequence,
      as: xcb_randr_get_monitors_reply_t.self, "xcb_randr_get_monitors")
    var monitors: [Monitor] = []
    var rest = xcb_randr_get_monitors_monitors_iterator(reply.pointer)
    while rest.rem > 0 {
      let monitor = rest.data.pointee
      monitors.append(
        Monitor(
          name: try atomName(monitor.name) ?? "\(monitors.count + 1)",
          area: VideoRect(
            x: Int(monitor.x), y: Int(monitor.y), width: Int(monitor.width),
            height: Int(monitor.height))))
      xcb_randr_monitor_info_next(&rest)
    }
    return monitors
  }

  private func atomName(_ atom: xcb_atom_t) throws(CaptureError) -> String? {
    guard atom != XCB_ATOM_NONE.rawValue else { return nil }
    let reply = try answer(
      to: xcb_get_atom_name(raw, atom).sequence, as: xcb_get_atom_name_reply_t.self,
      "xcb_get_atom_name")
    let count = Int(xcb_get_atom_name_name_length(reply.pointer))
    return String(
      decoding: UnsafeRawBufferPointer(start: xcb_get_atom_name_name(reply.pointer), count: count),
      as: UTF8.self)
  }
}
#endif
