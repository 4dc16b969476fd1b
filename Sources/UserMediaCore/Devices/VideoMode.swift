/// A pixel format with the sizes and rates that a camera offers in it, exactly as the driver
/// reports them.
public struct VideoMode: Hashable, Sendable {
  /// The format; `nil` if only sizes are known.
  public var pixelFormat: PixelFormat?
  /// The sizes.
  public var size: FrameSize
  /// The frame rates available at every one of the sizes.
  public var frameRates: FrameRates

  /// Creates a mode of a camera.
  public init(pixelFormat: PixelFormat?, size: FrameSize, frameRates: FrameRates) {
    self.pixelFormat = pixelFormat
    self.size = size
    self.frameRates = frameRates
  }

  /// The sizes of a mode (V4L2, `v4l2_frmsizeenum`).
  public enum FrameSize: Hashable, Sendable {
    /// One size, in pixels.
    case discrete(width: Int, height: Int)
    /// All sizes on a grid; V4L2's continuous sizes have a step of 1.
    case stepwise(width: SteppedRange, height: SteppedRange)
  }

  /// The frame rates of a mode (V4L2, `v4l2_frmivalenum`, converted from intervals).
  public enum FrameRates: Hashable, Sendable {
    /// The driver does not report them.
    case unknown
    /// These rates.
    case discrete([FrameRate])
    /// Any rate in this range.
    case range(min: FrameRate, max: FrameRate)
  }

  /// `min`, `min + step`, … up to `max`.
  public struct SteppedRange: Hashable, Sendable {
    /// The minimum.
    public let min: Int
    /// The maximum.
    public let max: Int
    /// The distance between adjacent values, at least 1.
    public let step: Int

    /// Creates a range; `nil` if it is empty, or the step is less than 1.
    public init?(min: Int, max: Int, step: Int = 1) {
      guard min <= max, step >= 1 else { return nil }
      self.min = min
      self.max = max
      self.step = step
    }

    /// The member nearest to `value`; the lower one if two are equally near.
    public func nearest(to value: Int) -> Int {
      guard value > min else { return min }
      let steps = Swift.min(value, max) - min
      let below = min + steps / step * step
      return value - below > step - (value - below) && below + step <= max ? below + step : below
    }
  }
}
