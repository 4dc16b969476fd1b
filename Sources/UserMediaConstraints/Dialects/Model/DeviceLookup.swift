import UserMediaCore

/// Expresses a constraint by a device id chosen by label, or the reverse, where a dialect has no
/// other way.
enum DeviceLookup {
  /// The camera whose label says that it faces that way; for `environment`, if none does, the last
  /// one, as adapter.js guesses.
  static func camera(
    facing mode: String, among devices: [TranslationOptions.Device]
  ) -> TranslationOptions.Device? {
    let cameras = devices.filter { $0.kind == .videoinput }
    return cameras.first { facingMode(of: $0) == mode }
      ?? (mode == "environment" ? cameras.last : nil)
  }

  /// The direction in a camera's label.
  static func facingMode(of device: TranslationOptions.Device) -> String? {
    let label = device.label.lowercased()
    if label.contains("back") || label.contains("rear") { return "environment" }
    return label.contains("front") ? "user" : nil
  }

  /// Chrome did not know `facingMode`, and requires one device, not one of several.
  static func resolveForChrome(
    _ request: inout TrackRequest, _ context: inout TranslationContext
  ) throws {
    guard let devices = context.options.devices else { return }
    try replaceFacingMode(in: &request, devices, &context)
    guard
      case .array(let values) = request.basic.first(where: { $0.property == .deviceId })?.exact,
      let present = values.first(where: { value in
        devices.contains { .string($0.deviceId) == value }
      })
    else { return }
    request[.deviceId].exact = present
    if values.count > 1 {
      context.note(.approximated, Path("deviceId"), "the first of these devices that is present")
    }
  }

  private static func replaceFacingMode(
    in request: inout TrackRequest, _ devices: [TranslationOptions.Device],
    _ context: inout TranslationContext
  ) throws {
    let path = Path(ConstrainableProperty.facingMode.rawValue)
    guard let wish = request.basic.first(where: { $0.property == .facingMode }),
      case .string(let mode) = (wish.exact ?? wish.ideal)?.singleOrList,
      mode == "user" || mode == "environment"
    else { return }
    request.basic.removeAll { $0.property == .facingMode }
    guard let camera = camera(facing: mode, among: devices) else {
      let message = "no camera's label says that it faces the \(mode)"
      if wish.isRequired {
        throw context.unsayable(.facingMode, path, message)
      } else {
        context.note(.droppedNoEquivalent, path, message)
      }
      return
    }
    let id = ConstraintValue.string(camera.deviceId)
    let device = request.basic.first { $0.property == .deviceId }
    if let exact = device?.exact {
      if exact.alternatives.contains(id) {
        if wish.isRequired { request[.deviceId].exact = id }
      } else if wish.isRequired {
        throw context.unsayable(.facingMode, path, "the required device does not face that way")
      } else {
        context.note(.conflict, path, "the required device does not face that way")
      }
      return
    }
    if wish.isRequired {
      request[.deviceId].exact = id
    } else {
      request[.deviceId].ideal =
        device?.ideal.map { .array($0.alternatives + [id]) } ?? id
    }
    context.note(.approximated, path, "replaced by the id of the camera whose label matches")
  }

  /// Firefox before 38 and the drafts had no `deviceId`: if only one camera faces its way, the
  /// facing mode identifies it.
  static func replaceDevice(
    in request: inout TrackRequest, _ context: inout TranslationContext
  ) {
    guard let devices = context.options.devices, context.kind == "video",
      let wish = request.basic.first(where: { $0.property == .deviceId }),
      !request.basic.contains(where: { $0.property == .facingMode }),
      case .string(let id) = (wish.exact ?? wish.ideal)?.singleOrList,
      let device = devices.first(where: { $0.deviceId == id && $0.kind == .videoinput }),
      let mode = facingMode(of: device),
      devices.count(where: { $0.kind == .videoinput && facingMode(of: $0) == mode }) == 1
    else { return }
    request.basic.removeAll { $0.property == .deviceId }
    if wish.isRequired {
      request[.facingMode].exact = .string(mode)
    } else {
      request[.facingMode].ideal = .string(mode)
    }
    context.note(
      .approximated, Path("deviceId"), "replaced by the facing mode in the camera's label")
  }

  /// adapter.js's way: the constraint becomes an equally strong `deviceId`, or is dropped; a
  /// requirement throws instead of being dropped.
  static func adapterFacingMode(
    in members: inout ConstraintValue.Members, _ context: inout TranslationContext
  ) throws {
    guard context.kind == "video", let devices = context.options.devices,
      let value = members["facingMode"]
    else { return }
    let exact = value["exact"]
    // adapter.js used the ideal value if the exact one was empty.
    if let exact, !exact.toBoolean { return }
    let wanted = [exact, value.members == nil ? value : value["ideal"]]
    guard
      let mode = ["environment", "user"].first(where: { mode in
        wanted.contains { $0 == .string(mode) }
      })
    else { return }
    if members["deviceId"]?["exact"] != nil {
      // adapter.js replaced the required camera by one that faces that way.
      throw context.unsayable(
        .deviceId, Path("deviceId"), "a device is required next to facingMode")
    }
    members["facingMode"] = nil
    guard let camera = camera(facing: mode, among: devices) else {
      let (path, message) = (Path("facingMode"), "no camera's label says where it faces")
      if exact?.toBoolean == true { throw context.unsayable(.facingMode, path, message) }
      context.note(.droppedNoEquivalent, path, message)
      return
    }
    members["deviceId"] = [
      exact?.toBoolean == true ? "exact" : "ideal": .string(camera.deviceId)
    ]
    context.note(.approximated, Path("facingMode"), "replaced by the camera's id")
  }
}
