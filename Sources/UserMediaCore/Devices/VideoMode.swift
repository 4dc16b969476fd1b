/// A pixel format with the sizes and rates that a camera offers in it, kept as what the driver says
/// they are.
public struct VideoMode: Hashable, Sendable {
  /// The format; `nil` where only sizes are known.
  public var pixelFormat: PixelFormat?
  /// The sizes.
  public var size: FrameSize
  /// The rates that every one of the sizes can have.
  public var frameRates: FrameRates

  /// A mode of a camera.
  public init(pixelFormat: PixelFormat?, size: FrameSize, frameRates: FrameRates) {
    self.pixelFormat = pixelFormat
    self.size = size
    self.frameRates = frameRates
  }

  /// The sizes of a mode (V4L2, `v4l2_frmsizeenum`).
  public enum FrameSize: Hashable, Sendable {
    /// One size, in pixels.
    case discrete(width: Int, height: Int)
    /// Every size on a grid; V4L2's continuous sizes are those with a step of 1.
    case stepwise(width: SteppedRange, height: SteppedRange)
  }

  /// The rates of a mode (V4L2, `v4l2_frmivalenum`, turned from intervals to rates).
  public enum FrameRates: Hashable, Sendable {
    /// The driver does not tell.
    case unknown
    /// These.
    case discrete([FrameRate])
    /// Any between the two.
    case range(min: FrameRate, max: FrameRate)
  }

  /// `min`, `min + step`, … up to `max`.
  public struct SteppedRange: Hashable, Sendable {
    /// The least value.
    public let min: Int
    /// The greatest value.
    public let max: Int
    /// The distance between neighbours, at least 1.
    public let step: Int

    /// A range; `nil` when it is empty, or the step is below 1.
    public init?(min: Int, max: Int, step: Int = 1) {
      guard min <= max, step >= 1 else { return nil }
      self.min = min
      self.max = max
      self.step = step
    }

    /// The member nearest to `value`; of two equally near ones the lower.
    public func nearest(to value: Int) -> Int {
      guard value > min else { return min }
      let steps = Swift.min(value, max) - min
      let below = min + steps / step * step
      return value - below > step - (value - below) && below + step <= max ? below + step : below
    }
  }
}
