/// The numbers that a property can have (MediaStream Image Capture, `MediaSettingsRange`).
public struct MediaSettingsRange: Hashable, Sendable {
  /// The least value.
  public let min: Double
  /// The greatest value.
  public let max: Double
  /// The distance between neighbours; 0 when any value between the two will do.
  public let step: Double

  /// A range; `nil` when it is empty, a bound is not finite, or the step is below 0.
  public init?(min: Double, max: Double, step: Double = 0) {
    guard min <= max, (max - min).isFinite, step >= 0, step.isFinite else { return nil }
    self.min = min
    self.max = max
    self.step = step
  }
}

/// What a camera's control can be set to, and what the camera's maker sets it to.
public struct CameraControlRange: Hashable, Sendable {
  /// The values that a control can have.
  public enum Values: Hashable, Sendable {
    /// Numbers with equal steps.
    case range(MediaSettingsRange)
    /// These numbers, ascending.
    case numbers([Double])
    /// These modes.
    case modes([MeteringMode])
    /// Off, on, or both.
    case booleans([Bool])
  }

  /// What can be set.
  public let values: Values
  /// The camera's own default; `nil` when it does not tell.
  public let defaultValue: CameraControlValue?

  /// A control of a camera.
  public init(_ values: Values, default defaultValue: CameraControlValue? = nil) {
    self.values = values
    self.defaultValue = defaultValue
  }

  /// The numbers as a range: of single numbers from the least to the greatest, with the smallest
  /// step between two; `nil` for a control that is no number.
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
