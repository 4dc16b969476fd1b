public import UserMediaCore

extension MediaStreamConstraints {
  /// Web IDL's conversion of a value in the current syntax.
  ///
  /// Unknown names are ignored. Throws TypeError if the value is not an object or `advanced` not a
  /// list, for a number that is not finite, a string over 500 characters, a list over 100 elements,
  /// and for the names by which old code requested a screen, which must not open a camera.
  public init(converting value: ConstraintValue) throws(TypeError) {
    guard case .object(let members) = value else {
      throw DisplayWords.notAnObject(value)
    }
    if let display = value.displayRequests.first {
      throw TypeError(DisplayWords.message(display.path))
    }
    self.init(
      audio: try BooleanOrMediaTrackConstraints(members["audio"] ?? false, at: "audio"),
      video: try BooleanOrMediaTrackConstraints(members["video"] ?? false, at: "video"))
  }

  /// Constraints in the current syntax as JSON, as `JSON.stringify` gives them.
  ///
  /// Throws TypeError if the text is not JSON, and what ``init(converting:)`` throws.
  public init(json: String) throws(TypeError) {
    try self.init(converting: ConstraintValue(json: Array(json.utf8)))
  }

  /// The constraints as the value that a page would have written, without kinds that are not
  /// requested.
  public var value: ConstraintValue {
    var members = ConstraintValue.Members()
    if audio != .boolean(false) { members.append(new: "audio", audio.value) }
    if video != .boolean(false) { members.append(new: "video", video.value) }
    return .object(members)
  }

  /// The constraints as JSON.
  public var json: String { value.json }
}

extension BooleanOrMediaTrackConstraints {
  /// Web IDL's conversion of a value in the current syntax; as
  /// ``MediaStreamConstraints/init(converting:)``.
  public init(converting value: ConstraintValue) throws(TypeError) {
    try value.checkForDevices(at: "constraints")
    try self.init(value, at: "constraints")
  }

  init(_ value: ConstraintValue, at path: String) throws(TypeError) {
    switch value {
    case .null, .object, .array:
      self = .constraints(try MediaTrackConstraints(value, at: path))
    default: self = .boolean(value.toBoolean)
    }
  }

  /// A boolean, or the constraints as a page would have written them.
  public var value: ConstraintValue {
    switch self {
    case .boolean(let value): .bool(value)
    case .constraints(let constraints): constraints.value
    }
  }
}

extension MediaTrackConstraints {
  /// Web IDL's conversion of a value in the current syntax; as
  /// ``MediaStreamConstraints/init(converting:)``.
  public init(converting value: ConstraintValue) throws(TypeError) {
    try value.checkForDevices(at: "constraints")
    try self.init(value, at: "constraints")
  }

  init(_ value: ConstraintValue, at path: String) throws(TypeError) {
    let basic = try MediaTrackConstraintSet(value, at: path)
    guard let list = value["advanced"] else {
      self.init(basic: basic)
      return
    }
    guard case .array(let elements) = list else {
      throw TypeError("\(path).advanced is not a list")
    }
    guard elements.count <= ConstraintLimits.listCount else {
      throw TypeError("\(path).advanced: constraint list too long")
    }
    var advanced: [MediaTrackConstraintSet] = []
    for (index, element) in elements.enumerated() {
      advanced.append(try MediaTrackConstraintSet(element, at: "\(path).advanced[\(index)]"))
    }
    self.init(basic: basic, advanced: advanced)
  }

  /// The constraints as the value that a page would have written.
  public var value: ConstraintValue {
    var members = basic.members
    if let advanced {
      members.append(new: "advanced", .array(advanced.map { .object($0.members) }))
    }
    return .object(members)
  }
}

extension MediaTrackConstraintSet {
  /// Web IDL's conversion of a value in the current syntax; as
  /// ``MediaStreamConstraints/init(converting:)``.
  public init(converting value: ConstraintValue) throws(TypeError) {
    try value.checkForDevices(at: "constraints")
    try self.init(value, at: "constraints")
  }

  init(_ value: ConstraintValue, at path: String) throws(TypeError) {
    self.init()
    switch value {
    case .null, .array: return
    case .object(let members):
      for (key, value) in members {
        guard let property = ConstrainableProperty(rawValue: key) else { continue }
        self[property] = try PropertyConstraint(value, for: property, at: "\(path).\(key)")
      }
    default: throw TypeError("\(path) is not an object")
    }
  }

  /// The set as the value that a page would have written.
  public var value: ConstraintValue { .object(members) }

  fileprivate var members: ConstraintValue.Members {
    var members = ConstraintValue.Members()
    for entry in entries {
      members.append(new: entry.property.rawValue, entry.constraint.value)
    }
    return members
  }
}
