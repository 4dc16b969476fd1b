import ConstraintsTestSupport
import Testing
import UserMediaConstraints
import UserMediaCore

/// Selection of a camera's controls.
@Suite struct ControlTests {
  private let webcam: CandidateDevice = {
    var camera = Devices.webcam
    func range(_ min: Double, _ max: Double, _ step: Double, _ usual: Double) -> CameraControlRange
    {
      CameraControlRange(
        .range(MediaSettingsRange(min: min, max: max, step: step)!), default: .number(usual))
    }
    camera.description.controls = [
      .brightness: range(0, 255, 1, 128), .pan: range(-36_000, 36_000, 3600, 0),
      .colorTemperature: range(2800, 6500, 100, 4600), .iso: .init(.numbers([100, 200, 400])),
      .exposureMode: .init(.modes([.manual, .continuous]), default: .mode(.continuous)),
      .torch: .init(.booleans([false, true]), default: .boolean(false)),
    ]
    return camera
  }()

  private func chosen(_ constraints: MediaTrackConstraints) throws -> CameraControlSettings {
    try Selection.selectSettings(for: constraints, of: webcam).settings.controls
  }

  @Test func unconstrainedControlsAreNotSet() throws {
    #expect(try chosen(.init(width: 640)) == [:])
    #expect(try chosen(.init(pan: true)) == [:])
  }

  @Test(arguments: [(200.4, 200.0), (300, 255), (-5, 0), (0, 0)])
  func theNearestStepIsSelected(ideal: Double, value: Double) throws {
    #expect(try chosen(.init(brightness: .init(ideal: ideal))) == [.brightness: .number(value)])
  }

  @Test func limitsAreMet() throws {
    #expect(
      try chosen(.init(colorTemperature: .init(min: 4750, ideal: 3000)))
        == [.colorTemperature: .number(4800)])
    // Without an ideal value, the nearest to the camera's default.
    #expect(
      try chosen(.init(colorTemperature: .init(max: 4550)))
        == [.colorTemperature: .number(4500)])
    #expect(try chosen(.init(pan: .double(.init(min: -9000)))) == [.pan: .number(0)])
    #expect(try chosen(.init(iso: .init(min: 150))) == [.iso: .number(200)])
  }

  @Test func valuesBetweenStepsAreOverconstrained() throws {
    for impossible in [
      MediaTrackConstraints(colorTemperature: .init(min: 4710, max: 4790)),
      .init(colorTemperature: .exact(4650)), .init(colorTemperature: .init(min: 7000)),
    ] {
      let error = #expect(throws: OverconstrainedError.self) { try chosen(impossible) }
      #expect(error?.constraint == "colorTemperature")
    }
    let error = #expect(throws: OverconstrainedError.self) {
      try chosen(.init(pan: .double(.exact(40_000))))
    }
    #expect(error?.failures.first?.nearest == "36000")
  }

  @Test func modesAndSwitches() throws {
    #expect(
      try chosen(.init(exposureMode: "manual", torch: true))
        == [.exposureMode: .mode(.manual), .torch: .boolean(true)])
    #expect(
      try chosen(.init(exposureMode: ["single-shot", "manual"]))
        == [.exposureMode: .mode(.manual)])
    #expect(
      try chosen(.init(exposureMode: "none")) == [.exposureMode: .mode(.continuous)])
    #expect(throws: OverconstrainedError.self) {
      try chosen(.init(exposureMode: .exact("none")))
    }
    #expect(throws: OverconstrainedError.self) { try chosen(.init(zoom: .double(.exact(2)))) }
  }

  @Test func advancedSetsAreAllOrNothing() throws {
    let constraints = MediaTrackConstraints(
      basic: .init(brightness: 100),
      advanced: [
        .init(width: 50_000, brightness: 7), .init(brightness: .init(min: 150)), .init(zoom: true),
        .init(pan: true),
      ])
    #expect(try chosen(constraints) == [.brightness: .number(150)])
  }

  @Test func idealControlsDecideBetweenCameras() throws {
    var plain = Devices.webcam
    plain.deviceId = "plain"
    let constraints = MediaTrackConstraints(pan: true)
    let selections = try Selection.selectSettings(
      for: constraints, kind: .videoinput, among: [plain, webcam])
    #expect(selections.map(\.deviceIndex) == [1, 0])
    #expect(selections.map(\.fitnessDistance) == [0, 1])
  }

  @Test func mayNotBeRequiredToChooseADevice() throws {
    #expect(throws: TypeError.self) {
      try Selection.selectSettings(
        for: .init(brightness: .exact(100)), kind: .videoinput, among: [webcam])
    }
  }

  @Test func theyAreSettingsAndCapabilities() throws {
    let settings = try Selection.selectSettings(for: .init(brightness: 7, torch: true), of: webcam)
      .settings
    #expect(settings.brightness == 7)
    #expect(settings.torch == true)
    #expect(settings.zoom == nil)
    #expect(settings.value["brightness"] == .number(7))
    let capabilities = MediaTrackCapabilities(of: webcam)
    #expect(capabilities.brightness == MediaSettingsRange(min: 0, max: 255, step: 1))
    #expect(capabilities.exposureMode == [.manual, .continuous])
    #expect(capabilities.iso == MediaSettingsRange(min: 100, max: 400, step: 100))
    #expect(capabilities.torch == [false, true])
    #expect(capabilities.focusDistance == nil)
  }

  @Test func onlyEffectiveConstraintsAreSupported() {
    let supported = MediaTrackSupportedConstraints()
    #expect(supported["brightness"])
    #expect(supported["iso"])
    #expect(!supported["backgroundBlur"])
  }
}
