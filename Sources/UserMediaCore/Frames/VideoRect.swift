/// A rectangle of whole pixels within a picture (WebCodecs uses `DOMRectReadOnly` for it).
public struct VideoRect: Hashable, Sendable {
  /// Pixels left of it.
  public var x: Int
  /// Pixels above it.
  public var y: Int
  /// Pixels across.
  public var width: Int
  /// Pixels down.
  public var height: Int

  /// A rectangle with its upper left corner at `x`, `y`.
  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }
}
