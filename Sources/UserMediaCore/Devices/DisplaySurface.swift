/// What a driver says of a screen or a window that can be captured (Screen Capture, "display
/// surface").
public struct DisplaySurface: Hashable, Sendable {
  /// What it is.
  public var type: DisplayCaptureSurfaceType
  /// Whether its whole content can be seen, also what others cover: that of a window, where the
  /// system keeps it.
  public var isLogical: Bool
  /// When the cursor can be in the picture; the first is the default.
  public var cursor: [CursorCaptureConstraint]

  /// A surface.
  public init(
    type: DisplayCaptureSurfaceType, isLogical: Bool,
    cursor: [CursorCaptureConstraint] = [.always, .motion, .never]
  ) {
    self.type = type
    self.isLogical = isLogical
    self.cursor = cursor
  }
}

/// What kind of surface is captured (Screen Capture, `DisplayCaptureSurfaceType`).
public enum DisplayCaptureSurfaceType: String, Hashable, Sendable, CaseIterable, Codable {
  /// A screen, or several as one.
  case monitor
  /// A window.
  case window
  /// A tab of a browser.
  case browser
}

/// When the cursor is in the picture (Screen Capture, `CursorCaptureConstraint`).
public enum CursorCaptureConstraint: String, Hashable, Sendable, CaseIterable, Codable {
  /// Not at all.
  case never
  /// At all times.
  case always
  /// While it moves, and a moment longer.
  case motion
}
