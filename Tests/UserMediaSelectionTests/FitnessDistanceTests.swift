import Testing
import UserMediaConstraints
import UserMediaCore

/// The rules of the fitness distance, one after the other.
@Suite struct FitnessDistanceTests {
  private var settings: MediaTrackSettings {
    var settings = MediaTrackSettings()
    settings.width = 1280
    settings.height = 720
    settings.aspectRatio = MediaTrackSettings.aspectRatio(1280, 720)
    settings.frameRate = 30
    settings.facingMode = .environment
    settings.resizeMode = VideoResizeMode.none
    settings.deviceId = "camera"
    settings.groupId = "group"
    return settings
  }

  private func distance(
    _ set: MediaTrackConstraintSet, kind: MediaDeviceKind = .videoinput, isBasic: Bool = true
  ) -> Double {
    fitnessDistance(settings, set, kind: kind, bareIsIdeal: isBasic)
  }

  @Test func rule1NoConstraintIsDistanceZero() {
    #expect(distance(.init()) == 0)
  }

  @Test func rule2UnmetRequirementsAreInfinite() {
    #expect(distance(.init(width: .init(min: 1281))) == .infinity)
    #expect(distance(.init(width: .init(max: 1279))) == .infinity)
    #expect(distance(.init(width: .exact(1279))) == .infinity)
    #expect(distance(.init(width: .init(min: 2, max: 1))) == .infinity)
    #expect(distance(.init(facingMode: .exact("user"))) == .infinity)
    #expect(distance(.init(width: .init(min: 1280, max: 1280, exact: 1280))) == 0)
    #expect(distance(.init(facingMode: .exact(["user", "environment"]))) == 0)
  }

  @Test func rule2MissingSettingsMeetNoRequirement() {
    #expect(distance(.init(brightness: .init(min: 0))) == .infinity)
    #expect(distance(.init(torch: .exact(false))) == .infinity)
  }

  @Test func rule2BareIsRequiredInsideAdvanced() {
    #expect(distance(.init(width: 1279), isBasic: false) == .infinity)
    #expect(distance(.init(width: 1280), isBasic: false) == 0)
    #expect(distance(.init(width: .ideal(640)), isBasic: false) == 0.5)
    #expect(distance(.init(facingMode: "user"), isBasic: false) == .infinity)
    #expect(distance(.init(pan: .boolean(true)), isBasic: false) == .infinity)
    #expect(distance(.init(pan: .boolean(false)), isBasic: false) == 0)
  }

  @Test func rule3ConstraintsOnOtherTracksDoNotCount() {
    #expect(distance(.init(sampleRate: .exact(1), echoCancellation: .exact(true))) == 0)
    #expect(distance(.init(width: .exact(1)), kind: .audioinput) == 0)
  }

  @Test func rule4ABooleanForANumberMeansPresence() {
    #expect(distance(.init(pan: .boolean(true))) == 1)
    #expect(distance(.init(pan: .boolean(false))) == 0)
  }

  @Test func rule5AMissingSettingIsDistanceOne() {
    #expect(distance(.init(brightness: 5)) == 1)
    #expect(distance(.init(zoom: .double(2), torch: true)) == 2)
  }

  @Test func rule6WithoutAnIdealTheDistanceIsZero() {
    #expect(distance(.init(width: .init(min: 640, max: 1920))) == 0)
  }

  @Test func emptyDictionariesAndListsConstrainNothing() {
    #expect(
      distance(.init(width: .init(), facingMode: .init(exact: nil), brightness: .init())) == 0)
    #expect(distance(.init(facingMode: .exact(.list([])))) == 0)
    #expect(distance(.init(facingMode: .ideal(.list([])), whiteBalanceMode: .init(.list([])))) == 0)
  }

  @Test(arguments: [
    (640, 1280, 0.5), (1280, 640, 0.5), (1920, 1280, 1 / 3.0), (30, 25, 1 / 6.0), (0, 0, 0),
    (5, -5, 2), (7, .infinity, 1), (1e308, -1e308, 2),
  ]) func rule7RelativeDifference(
    actual: Double, ideal: Double, distance: Double
  ) {
    var settings = MediaTrackSettings()
    settings.latency = actual
    let set = MediaTrackConstraintSet(latency: .init(ideal))
    #expect(abs(fitnessDistance(settings, set, kind: .audioinput) - distance) < 1e-12)
  }

  @Test func rule8OneOfTheIdealValuesOrNone() {
    #expect(distance(.init(facingMode: ["user", "left"])) == 1)
    #expect(distance(.init(facingMode: ["user", "environment", "left"])) == 0)
    #expect(distance(.init(facingMode: .ideal("environment"), deviceId: "other")) == 1)
  }

  @Test func membersAddUp() {
    #expect(distance(.init(width: 640, height: 360, facingMode: "user")) == 2)
  }

  @Test func requiredAndPreferredPartsBothCount() {
    #expect(distance(.init(width: .init(min: 640, ideal: 640, max: 1920))) == 0.5)
    #expect(distance(.init(width: .init(min: 1300, ideal: 640))) == .infinity)
  }

  @Test func roundedFractionsMeetRequirements() {
    var settings = settings
    settings.frameRate = 30_000 / 1001.0
    let set = MediaTrackConstraintSet(
      aspectRatio: .exact(1.7778), frameRate: .exact(29.97), deviceId: .exact(""))
    #expect(fitnessDistance(settings, set, kind: .videoinput) == 0)
    #expect(unmetConstraint(settings, .init(aspectRatio: .exact(1.778)), kind: .videoinput) != nil)
  }

  @Test func preferredFractionsAreMeasuredExactly() {
    var settings = settings
    settings.frameRate = 30_000 / 1001.0
    func distance(_ set: MediaTrackConstraintSet) -> Double {
      fitnessDistance(settings, set, kind: .videoinput)
    }
    #expect(distance(.init(frameRate: 29.97)) == 0)
    #expect(abs(distance(.init(aspectRatio: 1.7778)) - (1.7778 - 1.7777777778) / 1.7778) < 1e-15)
    #expect(distance(.init(aspectRatio: 1.777777778)) == 0)
  }

  @Test func theFirstUnmetConstraintIsNamed() {
    let set = MediaTrackConstraintSet(
      width: .ideal(1), height: .exact(720), frameRate: .init(min: 31), sampleRate: .exact(1),
      deviceId: .exact("x"))
    #expect(unmetConstraint(settings, set, kind: .videoinput) == .frameRate)
    #expect(unmetConstraint(settings, .init(height: .exact(720)), kind: .videoinput) == nil)
  }
}
