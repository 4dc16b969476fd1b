import UserMediaCore

extension MandatoryOptionalReader {
  /// A number as Chrome read it; `nil` if no value can satisfy it and it is not required.
  mutating func number(
    _ value: ConstraintValue, _ property: ConstrainableProperty, _ bound: ConstraintBound?,
    isRequired: Bool, _ path: Path
  ) throws -> Double? {
    if context.options.generation == .before50 {
      return try strictNumber(value, property, bound, isRequired: isRequired, path)
    }
    let isWhole = property.valueType == .unsignedLong || property == .latency
    let read: Double
    switch value {
    case .number(let number) where number.isFinite:
      read = isWhole ? number.rounded(.towardZero) : number
    case .string(let text): read = LeadingNumber.value(of: text, isWhole: isWhole)
    default: read = 0
    }
    if value != .number(read) { noteReading(read, path) }
    return read
  }

  /// Chrome before 50 rejected malformed numbers, and rates and ratios that make no sense (Chromium
  /// 49, `media_stream_video_source.cc`).
  private mutating func strictNumber(
    _ value: ConstraintValue, _ property: ConstrainableProperty, _ bound: ConstraintBound?,
    isRequired: Bool, _ path: Path
  ) throws -> Double? {
    var number: Double?
    switch value {
    case .number(let value): number = value
    case .string(let text) where !text.isEmpty: number = value.toNumber
    default: break
    }
    if let read = number, read.isFinite {
      switch (property, bound) {
      case (.frameRate, .max) where read <= 0 && !isRequired: number = 1
      case (.frameRate, _) where read <= 0: number = nil
      case (.aspectRatio, .max) where read < 0.05: number = nil
      default: break
      }
    } else {
      number = nil
    }
    guard let number else {
      if isRequired {
        throw OverconstrainedError(
          constraint: property.rawValue,
          message: "\(context.whole(path)): no value can satisfy it")
      }
      context.note(.malformed, path, "no value can satisfy it")
      return nil
    }
    if value != .number(number) { noteReading(number, path) }
    return number
  }

  private mutating func noteReading(_ number: Double, _ path: Path) {
    context.note(.coerced, path, "the value is read as \(number.ecmaScript)")
  }
}
