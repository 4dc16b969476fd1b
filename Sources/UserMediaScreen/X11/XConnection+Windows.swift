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

  /// Has changes of a window's size and state told.
  func watchStructure(of window: xcb_window_t) {
    var mask = XCB_EVENT_MASK_STRUCTURE_NOTIFY.rawValue
    xcb_change_window_attributes(raw, window, XCB_CW_EVENT_MASK.rawValue, &mask)
  }

  /// The windows of programs, from the top down: those that the window manager lists, or where
  /// there is none, those that lie on the screen.
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

  /// A property's value, as much of it as matters; `nil` when the window does not have it.
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

  /// A part of the whole screen that one monitor shows.
  struct Monitor: Hashable {
    var name: String
    var area: VideoRect
  }

  /// The monitors; none where the server does not tell.
  func monitors() throws(CaptureError) -> [Monitor] {
    guard extensions.hasMonitors else { return [] }
    let monitors = try answer(
      to: xcb_randr_get_monitors(raw, root, 1).sequence, "xcb_randr_get_monitors", XMonitors.init
    ).monitors
    return try monitors.prefix(Self.mostMonitors).enumerated().map {
      index, monitor throws(CaptureError) in
      Monitor(name: try atomName(monitor.name) ?? "\(index + 1)", area: monitor.area)
    }
  }

  /// More than hang at any machine: each is asked for its name.
  private static let mostMonitors = 64

  private func atomName(_ atom: xcb_atom_t) throws(CaptureError) -> String? {
    guard atom != XCB_ATOM_NONE.rawValue else { return nil }
    return try answer(
      to: xcb_get_atom_name(raw, atom).sequence, "xcb_get_atom_name", XAtomName.init
    ).name
  }
}
#endif
