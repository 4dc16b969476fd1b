/// A camera's configuration, as requested or as the driver delivers it.
public struct VideoConfiguration: Hashable, Sendable {
  /// The pixel format of the frames.
  public var pixelFormat: PixelFormat
  /// Width in pixels.
  public var width: Int
  /// Height in pixels.
  public var height: Int
  /// Frames per second; `nil` leaves the choice to the driver, or means that the driver does not
  /// report it.
  public var frameRate: FrameRate?
  /// When a display's cursor is in the picture; `nil` for a camera.
  public var cursor: CursorCaptureConstraint?

  /// Creates a configuration of a camera or display.
  public init(
    pixelFormat: PixelFormat, width: Int, height: Int, frameRate: FrameRate? = nil,
    cursor: CursorCaptureConstraint? = nil
  ) {
    self.pixelFormat = pixelFormat
    self.width = width
    self.height = height
    self.frameRate = frameRate
    self.cursor = cursor
  }
}
