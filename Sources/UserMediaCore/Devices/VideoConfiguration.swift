/// A mode for a camera to run in: what was chosen, or what the driver then really gave.
public struct VideoConfiguration: Hashable, Sendable {
  /// How frames are laid out.
  public var pixelFormat: PixelFormat
  /// Pixels across.
  public var width: Int
  /// Pixels down.
  public var height: Int
  /// Frames a second; `nil` leaves it to the driver, or says that the driver does not tell.
  public var frameRate: FrameRate?
  /// When a display's cursor is in the picture; `nil` for a camera.
  public var cursor: CursorCaptureConstraint?

  /// A mode of a camera, or of a display.
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
