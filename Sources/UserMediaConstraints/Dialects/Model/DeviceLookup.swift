import UserMediaCore

/// Says a wish by the device that its label suggests, where a dialect has no other word for it.
enum DeviceLookup {
  /// The camera whose label says that it faces that way; the last one for `environment` when none
  /// does, as adapter.js guesses.
  static func camera(
    facing mode: String, among devices: [TranslationOptions.Device]
  ) -> TranslationOptions.Device? {
    let cameras = devices.filter { $0.kind == .videoinput }
    return cameras.first { facingMode(of: $0) == mode }
      ?? (mode == "environment" ? cameras.last : nil)
  }

  /// Where a camera's label says that it faces.
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
      context.note(.approximated, Path("deviceId"), "the first of the devices that is there")
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
    context.note(.approximated, path, "said by the camera's id, which its label suggests")
  }

  /// Firefox before 38 and the drafts knew no `deviceId`: a camera that alone faces its way can be
  /// said by that.
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
    context.note(.approximated, Path("deviceId"), "said by where the camera's label says it faces")
  }

  /// adapter.js's own: the wish becomes a `deviceId` of its strength, or vanishes; a required one
  /// throws instead.
  static func adapterFacingMode(
    in members: inout ConstraintValue.Members, _ context: inout TranslationContext
  ) throws {
    guard context.kind == "video", let devices = context.options.devices,
      let value = members["facingMode"]
    else { return }
    let exact = value["exact"]
    // adapter.js took an ideal value in the place of an exact one that is empty.
    if let exact, !exact.toBoolean { return }
    let wanted = [exact, value.members == nil ? value : value["ideal"]]
    guard
      let mode = ["environment", "user"].first(where: { mode in
        wanted.contains { $0 == .string(mode) }
      })
    else { return }
    if members["deviceId"]?["exact"] != nil {
      // adapter.js put the camera that faces that way in the place of the required one.
      throw context.unsayable(.deviceId, Path("deviceId"), "a device is required beside facingMode")
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
    context.note(.approximated, Path("facingMode"), "said by the camera's id")
  }
}
