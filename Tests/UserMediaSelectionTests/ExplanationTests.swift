import ConstraintsTestSupport
import Testing
import UserMediaConstraints
import UserMediaCore

@Suite struct ExplanationTests {
  private let devices = [
    Devices.camera("small", [Devices.mode(640, 480)]),
    Devices.microphone("microphone", .init()),
    Devices.camera("large", [Devices.mode(1280, 720), Devices.mode(1920, 1080)]),
  ]

  @Test func selectedDevicesComeFirstWithTheirDistances() throws {
    let constraints = MediaTrackConstraints(
      width: .init(min: 1000, ideal: 1920), facingMode: "user", sampleRate: 1,
      advanced: [.init(height: 720), .init(height: 1)])
    let reports = explainSelection(for: constraints, kind: .videoinput, among: devices)
    #expect(reports.map(\.deviceIndex) == [2, 0])
    let chosen = reports[0]
    #expect(
      chosen.selection
        == (try Selection.selectSettings(for: constraints, kind: .videoinput, among: devices)[0]))
    #expect(chosen.advancedMet == [true, false])
    #expect(chosen.distances.map(\.property) == [.width, .facingMode])
    #expect(chosen.distances.map(\.distance).reduce(0, +) == chosen.selection?.fitnessDistance)
    #expect(chosen.failures.isEmpty)
  }

  @Test func otherDevicesNameTheFailedConstraint() throws {
    let constraints = MediaTrackConstraints(width: .init(min: 1000))
    let lost = try #require(
      explainSelection(for: constraints, kind: .videoinput, among: devices).last)
    #expect(lost.selection == nil && lost.distances.isEmpty)
    #expect(lost.failures == [.init(constraint: "width", nearest: "640")])
    #expect(lost.modes.map(\.unmet) == [.width])
    #expect(lost.modes.map(\.fitnessDistance) == [.infinity])
  }

  @Test func eachModeHasItsDistance() throws {
    let constraints = MediaTrackConstraints(width: 1280, resizeMode: "none")
    let modes = try #require(
      explainSelection(for: constraints, kind: .videoinput, among: devices).first
    ).modes
    #expect(modes.map(\.settings?.width) == [1280, 1920])
    #expect(modes.map(\.fitnessDistance) == [0, (1920.0 - 1280) / 1920])
    #expect(modes.map(\.unmet) == [nil, nil])
  }

  @Test func aModeWithoutSizesHasNoSettings() throws {
    let camera = Devices.camera("odd", [Devices.mode(0, 480), Devices.mode(640, 480)])
    let report = try #require(
      explainSelection(for: .init(), kind: .videoinput, among: [camera]).first)
    #expect(report.modes.map { $0.settings == nil } == [true, false])
  }
}
