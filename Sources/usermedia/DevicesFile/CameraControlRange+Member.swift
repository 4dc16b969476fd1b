import UserMedia

extension [CameraControl: CameraControlRange] {
  /// The controls of a camera in a devices file, each a member of its own name.
  init(_ camera: DeviceMember) throws {
    self.init()
    for control in CameraControl.allCases {
      if let member = camera[control.rawValue] { self[control] = try member.range(of: control) }
    }
  }
}

extension DeviceMember {
  /// The values of a control: a range or list of numbers, modes, or booleans.
  fileprivate func range(of control: CameraControl) throws -> CameraControlRange {
    switch control {
    case .whiteBalanceMode, .exposureMode, .focusMode:
      return CameraControlRange(.modes(try elements.map(MeteringMode.init)))
    case .torch: return CameraControlRange(.booleans(try elements.map { try $0.bool }))
    default:
      guard value.members != nil else {
        let numbers = try elements.map { try $0.signedNumber }.sorted()
        guard !numbers.isEmpty else { throw wrong("range or list of numbers") }
        return CameraControlRange(.numbers(numbers))
      }
      let bounds = try range { try $0.signedNumber }
      guard
        let range = MediaSettingsRange(
          min: bounds.lowerBound, max: bounds.upperBound, step: try self["step"]?.number ?? 0)
      else { throw wrong("range of numbers") }
      return CameraControlRange(
        .range(range), default: try self["default"].map { .number(try $0.signedNumber) })
    }
  }
}

extension MeteringMode {
  fileprivate init(_ member: DeviceMember) throws {
    guard let mode = MeteringMode(rawValue: try member.string) else {
      throw member.wrong("metering mode")
    }
    self = mode
  }
}
