/// The range of a numeric property (MediaStream Image Capture, `MediaSettingsRange`).
public struct MediaSettingsRange: Hashable, Sendable {
  /// The minimum.
  public let min: Double
  /// The maximum.
  public let max: Double
  /// The distance between adjacent values; 0 if every value in the range is allowed.
  public let step: Double

  /// Creates a range; `nil` if it is empty, a bound is not finite, or the step is negative.
  public init?(min: Double, max: Double, step: Double = 0) {
    guard min <= max, (max - min).isFinite, step >= 0, step.isFinite else { return nil }
    self.min = min
    self.max = max
    self.step = step
  }
}

/// The possible values of a camera control, and its default.
public struct CameraControlRange: Hashable, Sendable {
  /// The possible values of a control.
  public enum Values: Hashable, Sendable {
    /// Numbers at equal steps.
    case range(MediaSettingsRange)
    /// These numbers, in ascending order.
    case numbers([Double])
    /// These modes.
    case modes([MeteringMode])
    /// Off, on, or both.
    case booleans([Bool])
  }

  /// The possible values.
  public let values: Values
  /// The camera's default; `nil` if unknown.
  public let defaultValue: CameraControlValue?

  /// Creates a range of values.
  public init(_ values: Values, default defaultValue: CameraControlValue? = nil) {
    self.values = values
    self.defaultValue = defaultValue
  }

  /// The numbers as a range: for a list, from the lowest to the highest with the smallest step
  /// between two; `nil` for a control that is not numeric.
  public var range: MediaSettingsRange? {
    switch values {
    case .range(let range): range
    case .numbers(let numbers):
      numbers.first.flatMap { first in
        MediaSettingsRange(
          min: first, max: numbers[numbers.count - 1],
          step: zip(numbers, numbers.dropFirst()).map { $1 - $0 }.min() ?? 0)
      }
    case .modes, .booleans: nil
    }
  }
}
