import ConstraintsTestSupport
import Testing
import UserMediaConstraints
import UserMediaCore

@Suite struct RequirementTests {
  private func error(
    _ constraints: MediaTrackConstraints, _ devices: [CandidateDevice] = [Devices.webcam]
  ) throws -> OverconstrainedError {
    try #require(throws: OverconstrainedError.self) { try best(constraints, devices) }
  }

  @Test func onlyAllowedNamesCanBeRequired() throws {
    let error = try #require(throws: TypeError.self) {
      try best(.init(brightness: .exact(5)))
    }
    #expect(error.message.contains("brightness"))
    #expect(throws: TypeError.self) { try best(.init(backgroundBlur: .exact(true))) }
    #expect(throws: TypeError.self) { try best(.init(pan: .double(.init(min: 0)))) }
    #expect(try best(.init(brightness: 5, pan: .boolean(true))).fitnessDistance == 2)
    #expect(try best(.init(whiteBalanceMode: .exact(.list([])))).fitnessDistance == 0)
    #expect(try best(.init(advanced: [.init(torch: true)])).fitnessDistance == 0)
  }

  @Test func withoutADeviceNothingIsChecked() throws {
    let constraints = MediaTrackConstraints(brightness: .exact(5))
    #expect(try Selection.selectSettings(for: constraints, kind: .videoinput, among: []) == [])
  }

  @Test func requirementsOnTheOtherKindAreIgnored() throws {
    let selection = try best(.init(sampleRate: .exact(1), channelCount: .exact(99)))
    #expect(selection.fitnessDistance == 0)
    let microphone = Devices.microphone("microphone", .init())
    let selections = try Selection.selectSettings(
      for: .init(width: .exact(1), brightness: .exact(5)), kind: .audioinput, among: [microphone])
    #expect(selections.count == 1)
  }

  @Test func theFirstFailedConstraintIsNamedAndAllAreListed() throws {
    let error = try error(
      .init(
        width: .init(min: 640), height: .exact(5000), frameRate: .init(min: 120),
        facingMode: .exact("environment"), deviceId: .exact("other")))
    #expect(error.constraint == "height")
    #expect(
      error.failures == [
        .init(constraint: "height", nearest: "1080"), .init(constraint: "frameRate", nearest: "30"),
        .init(constraint: "facingMode", nearest: "\"user\""), .init(constraint: "deviceId"),
      ])
    #expect(error.message.contains("1080"))
  }

  @Test func failuresAreInConstraintOrder() throws {
    var set = MediaTrackConstraintSet()
    set.frameRate = .exact(500)
    set.width = .exact(5000)
    #expect(try error(MediaTrackConstraints(basic: set)).constraint == "frameRate")
  }

  @Test func aFailedCombinationNamesTheConstraintThatCompletesIt() throws {
    let devices = [
      Devices.camera("a", [Devices.mode(640, 480, [60])]),
      Devices.camera("b", [Devices.mode(1920, 1080, [30])]),
    ]
    let error = try error(
      .init(width: .exact(1920), frameRate: .exact(60)), devices)
    #expect(error.constraint == "frameRate" && error.failures.isEmpty)
    #expect(
      error.message
        == "no device meets the required frameRate together with the required width; "
        + "the nearest available is 30")
  }

  @Test func unrelatedConstraintsAreNotNamed() throws {
    let devices = [
      Devices.camera("a", [Devices.mode(640, 480, [60])]),
      Devices.camera("b", [Devices.mode(1920, 1080, [30])]),
    ]
    let error = try error(
      .init(
        width: .init(min: 600), height: .exact(1080), resizeMode: .exact("none"),
        deviceId: .exact("a")), devices)
    #expect(error.constraint == "deviceId")
    #expect(
      error.message == "no device meets the required deviceId together with the required height")
  }

  @Test func theNearestOfAllDevicesIsSelected() throws {
    let devices = [
      Devices.camera("a", [Devices.mode(640, 480)]), Devices.camera("b", [Devices.mode(800, 600)]),
    ]
    let failures = try error(
      .init(width: .exact(700), resizeMode: .exact("none")), devices
    ).failures
    #expect(failures == [.init(constraint: "width", nearest: "640")])
  }

  @Test func contradictionsAreNamed() throws {
    let error = try error(.init(width: .init(min: 800, max: 600)))
    #expect(error.constraint == "width")
    #expect(error.failures.first?.nearest == "800")
  }

  @Test func anUnsupportedResizeModeIsNamed() throws {
    let error = try error(.init(width: .exact(641), resizeMode: .exact("stretch")))
    #expect(error.constraint == "resizeMode")
    #expect(error.failures.map(\.constraint) == ["resizeMode"])
  }

  @Test func anUnknownRateMeetsNoRequirement() throws {
    let devices = [Devices.camera("camera", [Devices.mode(640, 480, [])])]
    #expect(
      try error(.init(frameRate: .init(min: 1)), devices).failures == [
        .init(constraint: "frameRate")
      ])
    let selection = try best(.init(frameRate: 30), devices)
    #expect(selection.settings.frameRate == nil && selection.fitnessDistance == 1)
  }

  @Test func zeroIsNeitherARateNorASize() throws {
    #expect(try error(.init(frameRate: .exact(0))).constraint == "frameRate")
    #expect(try error(.init(width: .exact(0))).failures.first?.nearest == "640")
    #expect(try error(.init(aspectRatio: .init(max: -1))).constraint == "aspectRatio")
  }

  @Test func deviceIdsAreFoundInEverySet() {
    func names(_ constraints: MediaTrackConstraints) -> Bool { constraints.names(deviceId: "x") }
    #expect(names(.init(deviceId: "x")))
    #expect(names(.init(deviceId: .exact(["y", "x"]))))
    #expect(names(.init(deviceId: .ideal("x"))))
    #expect(names(.init(advanced: [.init(width: 1), .init(deviceId: "x")])))
    #expect(!names(.init(deviceId: "y", groupId: "x")))
  }
}
