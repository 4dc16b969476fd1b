import CV4L2
import Logging
import Synchronization
import Testing
import UserMediaCore

@testable import UserMediaV4L2

/// Describing, setting and restoring a webcam's controls.
@Suite struct ControlPanelTests {
  /// The controls of a UVC webcam, plus a lamp and those of a phone's camera.
  private let driver = StandInDriver(controls: [
    V4L2_CID_BRIGHTNESS: .init(range: -64...64, value: 0),
    V4L2_CID_AUTO_WHITE_BALANCE: .init(type: V4L2_CTRL_TYPE_BOOLEAN, value: 1),
    V4L2_CID_WHITE_BALANCE_TEMPERATURE: .init(range: 2800...6500, step: 100, value: 4600),
    V4L2_CID_EXPOSURE_AUTO: .init(
      type: V4L2_CTRL_TYPE_MENU, range: 0...3, value: 3, menu: [1: 0, 3: 0]),
    V4L2_CID_EXPOSURE_ABSOLUTE: .init(range: 1...5000, value: 157),
    V4L2_CID_AUTO_EXPOSURE_BIAS: .init(
      type: V4L2_CTRL_TYPE_INTEGER_MENU, range: 0...4, value: 2,
      menu: [0: -2000, 1: -1000, 2: 0, 3: 1000, 4: 2000]),
    V4L2_CID_FOCUS_ABSOLUTE: .init(range: 0...250, step: 5, value: 0),
    V4L2_CID_PAN_ABSOLUTE: .init(range: -36_000...36_000, step: 3600, value: 0),
    V4L2_CID_ZOOM_ABSOLUTE: .init(range: 100...500, value: 100),
    V4L2_CID_ISO_SENSITIVITY: .init(
      type: V4L2_CTRL_TYPE_INTEGER_MENU, range: 0...2, value: 0,
      menu: [0: 100_000, 1: 200_000, 2: 400_000]),
    V4L2_CID_ISO_SENSITIVITY_AUTO: .init(
      type: V4L2_CTRL_TYPE_MENU, value: 1, menu: [0: 0, 1: 0]),
    V4L2_CID_FLASH_LED_MODE: .init(
      type: V4L2_CTRL_TYPE_MENU, range: 0...2, value: 0, menu: [0: 0, 2: 0]),
    V4L2_CID_POWER_LINE_FREQUENCY: .init(
      type: V4L2_CTRL_TYPE_MENU, range: 0...3, value: 3, menu: [0: 0, 1: 0, 2: 0, 3: 0]),
  ])

  private func panel() throws -> ControlPanel {
    ControlPanel(
      try driver.device(), naming: CameraControl.allCases, logger: Logger(label: "test"))
  }

  private func setting(_ id: Int32, _ value: Int32) -> StandInDriver.Setting {
    StandInDriver.Setting(id: UInt32(id), value: value)
  }

  @Test func everyControlIsDescribedInTheUnitsOfItsProperty() throws {
    let ranges = ControlPanel.ranges(of: try driver.device())
    func range(_ min: Double, _ max: Double, _ step: Double = 1) -> CameraControlRange.Values? {
      MediaSettingsRange(min: min, max: max, step: step).map { .range($0) }
    }
    #expect(
      ranges.mapValues(\.values) == [
        .brightness: range(-64, 64), .colorTemperature: range(2800, 6500, 100),
        .exposureTime: range(1, 5000), .focusDistance: range(0, 250, 5),
        .pan: range(-36_000, 36_000, 3600), .zoom: range(100, 500),
        .whiteBalanceMode: .modes([.manual, .continuous]),
        .exposureMode: .modes([.manual, .continuous]),
        // The camera only has manual focus: there is no control to change that.
        .focusMode: .modes([.manual]),
        .exposureCompensation: .numbers([-2, -1, 0, 1, 2]), .iso: .numbers([100, 200, 400]),
        .torch: .booleans([false, true]), .powerLineFrequency: .numbers([0, 50, 60]),
      ])
    #expect(ranges[.exposureMode]?.defaultValue == .mode(.continuous))
    #expect(ranges[.exposureCompensation]?.range == MediaSettingsRange(min: -2, max: 2, step: 1))
  }

  @Test func readOnlyAndInvalidControlsAreSkipped() throws {
    let odd = StandInDriver(controls: [
      V4L2_CID_CONTRAST: .init(type: V4L2_CTRL_TYPE_STRING, value: 0),
      V4L2_CID_TILT_ABSOLUTE: .init(
        type: V4L2_CTRL_TYPE_INTEGER_MENU, range: 0...Int32.max, value: 0),
    ])
    #expect(ControlPanel.ranges(of: try odd.device()).isEmpty)
  }

  @Test func modesAreSetBeforeTheValuesThatNeedThem() throws {
    var panel = try panel()
    let values = panel.set([
      .colorTemperature: .number(3250), .whiteBalanceMode: .mode(.manual),
      .exposureTime: .number(100), .exposureMode: .mode(.manual),
    ])
    #expect(
      Set(driver.settings.prefix(2)) == [
        setting(V4L2_CID_AUTO_WHITE_BALANCE, 0), setting(V4L2_CID_EXPOSURE_AUTO, 1),
      ])
    #expect(
      Set(driver.settings.dropFirst(2)) == [
        setting(V4L2_CID_WHITE_BALANCE_TEMPERATURE, 3300), setting(V4L2_CID_EXPOSURE_ABSOLUTE, 100),
      ])
    #expect(values[.colorTemperature] == .number(3300))
    #expect(values[.exposureMode] == .mode(.manual))
  }

  @Test func automaticValuesAreNotSet() throws {
    var panel = try panel()
    let values = panel.set([.colorTemperature: .number(3000), .exposureTime: .number(10)])
    #expect(driver.settings.isEmpty)
    #expect(values[.colorTemperature] == .number(4600))
    #expect(values[.exposureTime] == .number(157))
  }

  @Test func compensationNeedsAutomaticExposure() throws {
    var panel = try panel()
    #expect(
      panel.set([.exposureCompensation: .number(0.9)])[.exposureCompensation] == .number(1))
    #expect(driver.settings == [setting(V4L2_CID_AUTO_EXPOSURE_BIAS, 3)])
    let manual: CameraControlSettings = [
      .exposureMode: .mode(.manual), .exposureCompensation: .number(-2),
    ]
    #expect(panel.set(manual)[.exposureCompensation] == .number(1))
  }

  @Test func settingTheSensitivityMakesItManual() throws {
    var panel = try panel()
    #expect(panel.set([.iso: .number(380)])[.iso] == .number(400))
    #expect(
      driver.settings == [
        setting(V4L2_CID_ISO_SENSITIVITY_AUTO, 0), setting(V4L2_CID_ISO_SENSITIVITY, 2),
      ])
    panel.putBack()
    #expect(driver[V4L2_CID_ISO_SENSITIVITY_AUTO] == 1)
    #expect(driver[V4L2_CID_ISO_SENSITIVITY] == 0)
  }

  @Test func powerLineFrequency() throws {
    var panel = try panel()
    #expect(panel.values[.powerLineFrequency] == nil)
    #expect(panel.set([.powerLineFrequency: .number(50)])[.powerLineFrequency] == .number(50))
    #expect(driver[V4L2_CID_POWER_LINE_FREQUENCY] == 1)
    #expect(panel.set([.powerLineFrequency: .number(0)])[.powerLineFrequency] == .number(0))
    panel.putBack()
    #expect(driver[V4L2_CID_POWER_LINE_FREQUENCY] == 3)
  }

  @Test func controlsNoLongerSetAreRestored() throws {
    var panel = try panel()
    _ = panel.set([.brightness: .number(20), .torch: .boolean(true), .pan: .number(-5000)])
    #expect(driver[V4L2_CID_BRIGHTNESS] == 20)
    #expect(driver[V4L2_CID_FLASH_LED_MODE] == 2)
    #expect(driver[V4L2_CID_PAN_ABSOLUTE] == -3600)
    let values = panel.set([.brightness: .number(30)])
    #expect(values[.torch] == .boolean(false))
    #expect(driver[V4L2_CID_PAN_ABSOLUTE] == 0)
    #expect(driver[V4L2_CID_BRIGHTNESS] == 30)
    panel.putBack()
    #expect(driver[V4L2_CID_BRIGHTNESS] == 0)
  }

  @Test func valuesAreRestoredWhileManual() throws {
    var panel = try panel()
    _ = panel.set([.whiteBalanceMode: .mode(.manual), .colorTemperature: .number(3000)])
    let count = driver.settings.count
    panel.putBack()
    #expect(
      driver.settings.dropFirst(count) == [
        setting(V4L2_CID_WHITE_BALANCE_TEMPERATURE, 4600), setting(V4L2_CID_AUTO_WHITE_BALANCE, 1),
      ])
  }

  @Test func otherControlsAreNotTouched() throws {
    var panel = try panel()
    #expect(panel.set([:]).count == 12)
    panel.putBack()
    #expect(driver.settings.isEmpty)
  }

  @Test func aCameraThatIsGoneHasNoControls() throws {
    var panel = try panel()
    _ = panel.set([.brightness: .number(20)])
    driver.state.withLock { $0.isGone = true }
    let values = panel.set([.zoom: .number(200)])
    #expect(values[.brightness] == nil)
    #expect(values[.zoom] == nil)
    panel.putBack()
  }
}
