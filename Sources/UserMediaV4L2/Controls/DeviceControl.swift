import CV4L2
import UserMediaCore

/// One control of one camera, with its range in the property's units.
struct DeviceControl: Sendable {
  let mapping: ControlMapping
  /// The values that can be set.
  let range: CameraControlRange
  /// The driver's values that can be set.
  private let numbers: Numbers

  private enum Numbers {
    /// Any value of a range.
    case stepped(min: Int, max: Int, step: Int)
    /// A menu's items, each with its integer value.
    case menu([(index: Int32, number: Int64)])
    /// There is no control, which means one constant value.
    case fixed
  }

  /// Queries the driver; `nil` if it has no such control or its answer makes no sense.
  init?(_ mapping: ControlMapping, of device: V4L2Device) {
    self.mapping = mapping
    guard let query = device.describe(control: mapping.id) else {
      guard case .mode(_, _, let other?) = mapping.meaning, device.describe(control: other) != nil
      else { return nil }
      numbers = .fixed
      range = CameraControlRange(.modes([.manual]), default: .mode(.manual))
      return
    }
    switch v4l2_ctrl_type(query.type) {
    case V4L2_CTRL_TYPE_INTEGER where query.minimum <= query.maximum,
      V4L2_CTRL_TYPE_BOOLEAN where query.minimum <= query.maximum:
      numbers = .stepped(
        min: Int(query.minimum), max: Int(query.maximum), step: max(1, Int(query.step)))
    case V4L2_CTRL_TYPE_MENU, V4L2_CTRL_TYPE_INTEGER_MENU: numbers = .menu(device.menu(query))
    default: return nil
    }
    guard let values = Self.values(numbers, mapping.meaning, device) else { return nil }
    range = CameraControlRange(
      values, default: Self.value(query.default_value, numbers, mapping.meaning))
  }

  private static func values(
    _ numbers: Numbers, _ meaning: ControlMapping.Meaning, _ device: V4L2Device
  ) -> CameraControlRange.Values? {
    switch (meaning, numbers) {
    case (.number(let scale), .stepped(let min, let max, let step)):
      return MediaSettingsRange(
        min: Double(min) / scale, max: Double(max) / scale, step: Double(step) / scale
      ).map { .range($0) }
    case (.number(let scale), .menu(let items)):
      let values = Set(items.map { Double($0.number) / scale }).sorted()
      return values.isEmpty ? nil : .numbers(values)
    case (.numbered(let values), _):
      let offered = values.filter { has($0.key, numbers) }.values.sorted()
      return offered.isEmpty ? nil : .numbers(offered)
    case (.mode(let manual, let continuous, let other), _):
      var modes: [MeteringMode] = []
      let canSet = other.map { device.describe(control: $0) != nil } ?? true
      if canSet, manual.contains(where: { has($0, numbers) }) { modes.append(.manual) }
      if continuous.contains(where: { has($0, numbers) }) { modes.append(.continuous) }
      return modes.isEmpty ? nil : .modes(modes)
    case (.boolean(let off, let on), _):
      guard has(on, numbers) else { return nil }
      return .booleans(has(off, numbers) ? [false, true] : [true])
    case (.number, .fixed): return nil
    }
  }

  private static func has(_ number: Int32, _ numbers: Numbers) -> Bool {
    switch numbers {
    case .stepped(let min, let max, _): min...max ~= Int(number)
    case .menu(let items): items.contains { $0.index == number }
    case .fixed: false
    }
  }

  private static func value(
    _ number: Int32, _ numbers: Numbers, _ meaning: ControlMapping.Meaning
  ) -> CameraControlValue? {
    switch meaning {
    case .number(let scale):
      guard case .menu(let items) = numbers else { return .number(Double(number) / scale) }
      return items.first { $0.index == number }.map { .number(Double($0.number) / scale) }
    case .numbered(let values): return values[number].map { .number($0) }
    case .mode(let manual, _, _):
      return .mode(manual.contains(number) ? .manual : .continuous)
    case .boolean(_, let on): return .boolean(number == on)
    }
  }

  /// The control's current value; `nil` if the driver doesn't report it.
  func value(of device: V4L2Device) -> CameraControlValue? {
    if case .fixed = numbers { return range.defaultValue }
    return device.control(mapping.id).flatMap { Self.value($0, numbers, mapping.meaning) }
  }

  /// The driver's value nearest to `value`; `nil` if the control can't represent it.
  func number(_ value: CameraControlValue) -> Int32? {
    switch (mapping.meaning, numbers, value) {
    case (.number(let scale), .stepped(let min, let max, let step), .number(let value)):
      let steps = ((value * scale - Double(min)) / Double(step)).rounded()
      let last = (max - min) / step
      return Int32(min + step * Int(Swift.min(Swift.max(steps, 0), Double(last))))
    case (.number(let scale), .menu(let items), .number(let value)):
      return items.min {
        abs(Double($0.number) - value * scale) < abs(Double($1.number) - value * scale)
      }?.index
    case (.numbered(let values), _, .number(let value)):
      return values.filter { Self.has($0.key, numbers) }.min {
        abs($0.value - value) < abs($1.value - value)
      }?.key
    case (.mode(let manual, let continuous, _), _, .mode(let mode)):
      return (mode == .manual ? manual : continuous).first { Self.has($0, numbers) }
    case (.boolean(let off, let on), _, .boolean(let isOn)): return isOn ? on : off
    default: return nil
    }
  }
}
