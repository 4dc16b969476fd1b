/// A driver's description of a screen or window that can be captured (Screen Capture, "display
/// surface").
public struct DisplaySurface: Hashable, Sendable {
  /// The kind of surface.
  public var type: DisplayCaptureSurfaceType
  /// Whether its whole content is visible even where covered: true for windows, if the system
  /// retains their content.
  public var isLogical: Bool
  /// The supported cursor modes; the first is the default.
  public var cursor: [CursorCaptureConstraint]

  /// Creates a surface.
  public init(
    type: DisplayCaptureSurfaceType, isLogical: Bool,
    cursor: [CursorCaptureConstraint] = [.always, .motion, .never]
  ) {
    self.type = type
    self.isLogical = isLogical
    self.cursor = cursor
  }
}

/// The kind of surface that is captured (Screen Capture, `DisplayCaptureSurfaceType`).
public enum DisplayCaptureSurfaceType: String, Hashable, Sendable, CaseIterable, Codable {
  /// A screen, or several combined.
  case monitor
  /// A window.
  case window
  /// A browser tab.
  case browser
}

/// When the cursor is in the picture (Screen Capture, `CursorCaptureConstraint`).
public enum CursorCaptureConstraint: String, Hashable, Sendable, CaseIterable, Codable {
  /// Never.
  case never
  /// Always.
  case always
  /// While it moves, and shortly after.
  case motion
}
