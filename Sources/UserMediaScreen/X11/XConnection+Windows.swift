#if Screen
import CXCB
import UserMediaCore

extension XConnection {
  /// A window's geometry and attributes.
  struct Window {
    var id: xcb_window_t
    var width: Int
    var height: Int
    var border: Int
    var depth: UInt8
    var visual: xcb_visualid_t
    /// Whether it and everything above it is mapped.
    var isViewable: Bool
    /// Whether it has pixels and is not a menu or tooltip.
    var isOrdinary: Bool
  }

  /// Queries a window.
  /// - Throws: `notFound` when it is gone; see ``answer(to:_:_:)``.
  func window(_ id: xcb_window_t) throws(CaptureError) -> Window {
    let sent = (xcb_get_geometry(raw, id), xcb_get_window_attributes(raw, id))
    let geometry = try answer(to: sent.0.sequence, "xcb_get_geometry", XGeometry.init)
    let attributes = try answer(
      to: sent.1.sequence, "xcb_get_window_attributes", XAttributes.init)
    return Window(
      id: id, width: geometry.width, height: geometry.height,
      border: geometry.border, depth: geometry.depth, visual: attributes.visual,
      isViewable: UInt32(attributes.mapState) == XCB_MAP_STATE_VIEWABLE.rawValue,
      isOrdinary: UInt32(attributes.windowClass) == XCB_WINDOW_CLASS_INPUT_OUTPUT.rawValue
        && !attributes.overridesRedirect)
  }

  /// Requests events for changes of a window's size and state.
  func watchStructure(of window: xcb_window_t) {
    var mask = XCB_EVENT_MASK_STRUCTURE_NOTIFY.rawValue
    xcb_change_window_attributes(raw, window, XCB_CW_EVENT_MASK.rawValue, &mask)
  }

  /// The application windows from top to bottom: those the window manager lists (Extended Window
  /// Manager Hints, `_NET_CLIENT_LIST_STACKING`) or, without one, the children of the root window.
  func windows() throws(CaptureError) -> [xcb_window_t] {
    if let list = try property("_NET_CLIENT_LIST_STACKING", of: root)?.words, !list.isEmpty {
      return list.reversed()
    }
    return try answer(
      to: xcb_query_tree(raw, root).sequence, "xcb_query_tree", XTree.init
    ).children.reversed()
  }

  /// A window's title; `nil` when it has none.
  func title(of window: xcb_window_t) throws(CaptureError) -> String? {
    for name in ["_NET_WM_NAME", "WM_NAME"] {
      if let property = try property(name, of: window), !property.value.isEmpty {
        return property.value.withUnsafeBytes { String(label: $0) }
      }
    }
    return nil
  }

  /// A property's value, at most its first 16 kB; `nil` when the window does not have it.
  private func property(
    _ name: String, of window: xcb_window_t
  ) throws(CaptureError) -> XProperty? {
    let interned = xcb_intern_atom(raw, 1, UInt16(name.utf8.count), name)
    let atom = try answer(to: interned.sequence, "xcb_intern_atom", XAtom.init).number
    guard atom != XCB_ATOM_NONE.rawValue else { return nil }
    let units: UInt32 = 4096  // of four bytes
    let sent = xcb_get_property(raw, 0, window, atom, XCB_GET_PROPERTY_TYPE_ANY.rawValue, 0, units)
    let property = try answer(to: sent.sequence, "xcb_get_property", XProperty.init)
    return property.format == 0 ? nil : property
  }

  /// The monitors, at most 64 of them; none when the server lacks RandR 1.5.
  func monitors() throws(CaptureError) -> [XMonitors.Monitor] {
    guard extensions.hasMonitors else { return [] }
    let reply = try answer(
      to: xcb_randr_get_monitors(raw, root, 1).sequence, "xcb_randr_get_monitors", XMonitors.init)
    return Array(reply.monitors.prefix(Self.maximumMonitors))
  }

  /// More than any machine has; the name of each costs a round trip.
  private static let maximumMonitors = 64

  /// The string that an atom stands for; `nil` for none.
  func name(of atom: xcb_atom_t) throws(CaptureError) -> String? {
    guard atom != XCB_ATOM_NONE.rawValue else { return nil }
    return try answer(
      to: xcb_get_atom_name(raw, atom).sequence, "xcb_get_atom_name", XAtomName.init
    ).name
  }
}
#endif
