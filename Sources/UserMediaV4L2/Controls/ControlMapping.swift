import CV4L2
import UserMediaCore

/// Maps a property of the specification to a V4L2 control, and its values to the control's (as in
/// Chromium's v4l2_capture_delegate.cc; units by the Linux Media Infrastructure userspace API,
/// "Camera Control Reference").
struct ControlMapping: Sendable {
  /// The property.
  let control: CameraControl
  /// V4L2's control id.
  let id: UInt32
  /// How the values map.
  let meaning: Meaning
  /// The condition under which the control takes effect.
  let condition: Condition?

  /// How the driver's values map to the property's.
  enum Meaning: Sendable {
    /// A number; `scale` driver units equal one of the property's units.
    case number(scale: Double)
    /// The driver's values for each mode; the first one that the driver supports is set. Manual
    /// mode is offered only if the control `manualControl` exists.
    case mode(manual: [Int32], continuous: [Int32], manualControl: UInt32?)
    /// Driver values that stand for particular numbers; its other values are ignored.
    case numbered([Int32: Double])
    /// The driver's values for off and on.
    case boolean(off: Int32, on: Int32)
  }

  /// A control that must have one of some values for another control to take effect.
  struct Condition: Sendable {
    let id: UInt32
    let values: [Int32]
    /// Whether no property sets the other control, so that it is set implicitly.
    var isImplied = false
  }

  private init(
    _ control: CameraControl, _ id: Int32, _ meaning: Meaning = .number(scale: 1),
    if condition: Condition? = nil
  ) {
    self.control = control
    self.id = UInt32(id)
    self.meaning = meaning
    self.condition = condition
  }

  // These are macros with a cast or an expression, which Swift doesn't always import.
  private static let manualExposure = Int32(V4L2_EXPOSURE_MANUAL.rawValue)
  private static let automaticExposures = [
    V4L2_EXPOSURE_APERTURE_PRIORITY, V4L2_EXPOSURE_AUTO, V4L2_EXPOSURE_SHUTTER_PRIORITY,
  ].map { Int32($0.rawValue) }

  /// The controls that select automatic or manual mode, with their values for manual.
  static let manualNumbers: [UInt32: [Int32]] = all.reduce(into: [:]) { numbers, mapping in
    if case .mode(let manual, _, _) = mapping.meaning { numbers[mapping.id] = manual }
    if let condition = mapping.condition, condition.isImplied {
      numbers[condition.id] = condition.values
    }
  }

  /// Every property that has a V4L2 control.
  static let all: [ControlMapping] = [
    ControlMapping(
      .whiteBalanceMode, V4L2_CID_AUTO_WHITE_BALANCE,
      .mode(
        manual: [0], continuous: [1], manualControl: UInt32(V4L2_CID_WHITE_BALANCE_TEMPERATURE))),
    ControlMapping(
      .exposureMode, V4L2_CID_EXPOSURE_AUTO,
      .mode(manual: [manualExposure], continuous: automaticExposures, manualControl: nil)),
    ControlMapping(
      .focusMode, V4L2_CID_FOCUS_AUTO,
      .mode(manual: [0], continuous: [1], manualControl: UInt32(V4L2_CID_FOCUS_ABSOLUTE))),
    ControlMapping(
      .exposureCompensation, V4L2_CID_AUTO_EXPOSURE_BIAS, .number(scale: 1000),
      if: Condition(id: UInt32(V4L2_CID_EXPOSURE_AUTO), values: automaticExposures)),
    ControlMapping(
      .exposureTime, V4L2_CID_EXPOSURE_ABSOLUTE,
      if: Condition(
        id: UInt32(V4L2_CID_EXPOSURE_AUTO),
        values: [manualExposure, Int32(V4L2_EXPOSURE_SHUTTER_PRIORITY.rawValue)])),
    ControlMapping(
      .colorTemperature, V4L2_CID_WHITE_BALANCE_TEMPERATURE,
      if: Condition(id: UInt32(V4L2_CID_AUTO_WHITE_BALANCE), values: [0])),
    ControlMapping(
      .iso, V4L2_CID_ISO_SENSITIVITY, .number(scale: 1000),
      if: Condition(
        id: UInt32(V4L2_CID_ISO_SENSITIVITY_AUTO),
        values: [Int32(V4L2_ISO_SENSITIVITY_MANUAL.rawValue)], isImplied: true)),
    ControlMapping(.brightness, V4L2_CID_BRIGHTNESS),
    ControlMapping(.contrast, V4L2_CID_CONTRAST),
    ControlMapping(.saturation, V4L2_CID_SATURATION),
    ControlMapping(.sharpness, V4L2_CID_SHARPNESS),
    ControlMapping(
      .focusDistance, V4L2_CID_FOCUS_ABSOLUTE,
      if: Condition(id: UInt32(V4L2_CID_FOCUS_AUTO), values: [0])),
    ControlMapping(.pan, V4L2_CID_PAN_ABSOLUTE),
    ControlMapping(.tilt, V4L2_CID_TILT_ABSOLUTE),
    ControlMapping(.zoom, V4L2_CID_ZOOM_ABSOLUTE),
    ControlMapping(
      .torch, V4L2_CID_FLASH_LED_MODE,
      .boolean(
        off: Int32(V4L2_FLASH_LED_MODE_NONE.rawValue),
        on: Int32(V4L2_FLASH_LED_MODE_TORCH.rawValue))),
    ControlMapping(
      .powerLineFrequency, V4L2_CID_POWER_LINE_FREQUENCY,
      .numbered([
        Int32(V4L2_CID_POWER_LINE_FREQUENCY_DISABLED.rawValue): 0,
        Int32(V4L2_CID_POWER_LINE_FREQUENCY_50HZ.rawValue): 50,
        Int32(V4L2_CID_POWER_LINE_FREQUENCY_60HZ.rawValue): 60,
      ])),
  ]
}
