import UserMedia

/// A value in a devices file with its path; conversions throw a ``TypeError`` that names the path.
struct DeviceMember {
  let value: ConstraintValue
  let path: String

  /// A member; `nil` if missing or null.
  subscript(name: String) -> DeviceMember? {
    guard let value = value[name], value != .null else { return nil }
    return DeviceMember(value: value, path: "\(path).\(name)")
  }

  func wrong(_ expected: String) -> TypeError { TypeError("\(path) is not a valid \(expected)") }

  var string: String {
    get throws {
      guard case .string(let text) = value else { throw wrong("string") }
      return text
    }
  }

  var bool: Bool {
    get throws {
      guard case .bool(let value) = value else { throw wrong("boolean") }
      return value
    }
  }

  var number: Double {
    get throws {
      let number = try signedNumber
      guard number >= 0 else { throw wrong("number of 0 or more") }
      return number
    }
  }

  var signedNumber: Double {
    get throws {
      guard case .number(let number) = value, number.isFinite else { throw wrong("number") }
      return number
    }
  }

  /// A whole number of 32 bits, such as a size.
  var integer: Int {
    get throws {
      guard let integer = UInt32(exactly: try number) else { throw wrong("whole number") }
      return Int(integer)
    }
  }

  /// A frame rate; `nil` for 0, which drivers report for an unknown rate.
  var rate: FrameRate? {
    get throws {
      let number = try number
      if number == 0 { return nil }
      guard let rate = FrameRate(written: number) else { throw wrong("frame rate") }
      return rate
    }
  }

  /// The elements of a list; a single value stands for a list of one.
  var elements: [DeviceMember] {
    guard case .array(let elements) = value else { return [self] }
    return elements.enumerated().map { index, element in
      DeviceMember(value: element, path: "\(path)[\(index)]")
    }
  }

  /// `{"min":…,"max":…}`; one number stands for both.
  func range<Bound: Comparable>(
    _ bound: (DeviceMember) throws -> Bound
  ) throws -> ClosedRange<Bound> {
    guard value.members != nil else {
      let only = try bound(self)
      return only...only
    }
    guard let min = try self["min"].map(bound), let max = try self["max"].map(bound), min <= max
    else { throw wrong("range of min up to max") }
    return min...max
  }
}

extension FrameRate {
  /// The fraction that a number denotes: 29.97 is 2997/100, and 29.97002997002997 is 30000/1001.
  fileprivate init?(written number: Double) {
    for denominator in [1, 1000, 1_000_000] {
      let numerator = (number * Double(denominator)).rounded()
      if numerator / Double(denominator) == number, let numerator = UInt32(exactly: numerator) {
        self.init(numerator, UInt32(denominator))
        return
      }
    }
    self.init(number)
  }
}
