import ConstraintsTestSupport
import Testing
import UserMediaConstraints
import UserMediaCore

@Suite struct SelectionOrderTests {
  /// The specification's example of the order of constraints.
  private let ordered = MediaTrackConstraints(
    width: .init(min: 640, ideal: 1280), resizeMode: .exact("none"),
    advanced: [
      .init(width: 1920, height: 1280), .init(aspectRatio: .init(4 / 3.0)),
      .init(frameRate: .init(min: 50)), .init(frameRate: .init(min: 40)),
    ])

  private func settings(_ modes: [VideoMode]) throws -> [Double?] {
    let settings = try best(ordered, [Devices.camera("camera", modes)]).settings
    return [settings.width.map(Double.init), settings.height.map(Double.init), settings.frameRate]
  }

  @Test func advancedSetsComeBeforePreferences() throws {
    let modes = [Devices.mode(1280, 960, [60]), Devices.mode(1920, 1280, [10])]
    #expect(try settings(modes) == [1920, 1280, 10])
  }

  @Test func anUnsatisfiableSetIsSkipped() throws {
    let modes = [Devices.mode(1280, 720, [60]), Devices.mode(800, 600, [30])]
    #expect(try settings(modes) == [800, 600, 30])
  }

  @Test func laterSetsNarrowTheChoice() throws {
    let modes = [Devices.mode(1280, 960, [45]), Devices.mode(1600, 1200, [60, 30])]
    #expect(try settings(modes) == [1600, 1200, 60])
    #expect(try settings([Devices.mode(1280, 960, [45, 30])]) == [1280, 960, 45])
  }

  @Test func thenPreferencesDecide() throws {
    let modes = [
      Devices.mode(640, 480), Devices.mode(1600, 1200, [30]), Devices.mode(1024, 768, [30]),
    ]
    #expect(try settings(modes) == [1024, 768, 30])
  }

  @Test func anIdealInsideAdvancedHasNoEffect() throws {
    let selection = try best(.init(advanced: [.init(width: .ideal(1920)), .init(height: .init())]))
    #expect(selection.settings.width == 640)
    #expect(selection.fitnessDistance == 0)
  }

  @Test func advancedSetsAreAllOrNothing() throws {
    let selection = try best(
      .init(advanced: [.init(width: 1920, facingMode: "left"), .init(width: 1280)]))
    #expect(selection.settings.width == 1280)
  }

  @Test func constraintsOfTheOtherKindInAdvancedAreIgnored() throws {
    let selection = try best(.init(advanced: [.init(width: 1920, sampleRate: 1)]))
    #expect(selection.settings.width == 1920)
  }

  @Test func anUnsupportedPropertyFailsItsSet() throws {
    let selection = try best(.init(advanced: [.init(width: 1920, torch: true)]))
    #expect(selection.settings.width == 640)
  }

  @Test func devicesThatMeetAnAdvancedSetComeFirst() throws {
    let devices = [
      Devices.camera("a", [Devices.mode(640, 480)], isDefault: true),
      Devices.camera("b", [Devices.mode(640, 480)], facing: [.user, .environment]),
    ]
    let selections = try Selection.selectSettings(
      for: .init(width: 640, advanced: [.init(facingMode: "environment")]), kind: .videoinput,
      among: devices)
    #expect(selections.map(\.deviceIndex) == [1, 0])
    #expect(selections[0].settings.facingMode == .environment)
  }

  @Test func nearerDevicesComeFirstThenTheDefault() throws {
    let devices = [
      Devices.camera("a", [Devices.mode(640, 480)]),
      Devices.camera("b", [Devices.mode(320, 240)], isDefault: true),
      Devices.camera("c", [Devices.mode(1280, 720)]),
    ]
    func order(_ constraints: MediaTrackConstraints) throws -> [Int] {
      try Selection.selectSettings(for: constraints, kind: .videoinput, among: devices).map(
        \.deviceIndex)
    }
    #expect(try order(.init()) == [1, 0, 2])
    #expect(try order(.init(width: 1280)) == [2, 0, 1])
    #expect(try order(.init(deviceId: "c")) == [2, 1, 0])
    #expect(try order(.init(deviceId: .exact("a"))) == [0])
  }

  @Test func devicesOfOtherKindsAreIgnored() throws {
    let devices = [Devices.microphone("microphone", .init()), Devices.webcam]
    let selections = try Selection.selectSettings(for: .init(), kind: .videoinput, among: devices)
    #expect(selections.map(\.deviceIndex) == [1])
    #expect(try Selection.selectSettings(for: .init(), kind: .audiooutput, among: devices) == [])
    #expect(try Selection.selectSettings(for: .init(), kind: .videoinput, among: []) == [])
  }

  @Test func ratesWithoutARawFormatUseJPEG() throws {
    let video = try #require(try best(.init(width: 1280, height: 720)).video)
    #expect(video.pixelFormat == .mjpeg && video.frameRate == FrameRate(30))
    let slow = try #require(try best(.init(width: 1280, height: 720, frameRate: 10)).video)
    #expect(slow.pixelFormat == .yuyv && slow.frameRate == FrameRate(10))
  }

  @Test func theCheapestFormatIsPreferred() throws {
    let formats: [PixelFormat] = [.grey, .mjpeg, .rgb24, .nv12]
    for count in 1...formats.count {
      let modes = formats.prefix(count).map { Devices.mode(640, 480, [30], $0) }
      #expect(
        try best(.init(), [Devices.camera("camera", modes)]).video?.pixelFormat
          == [.grey, .mjpeg, .rgb24, .nv12][count - 1])
    }
  }

  @Test(arguments: [[36, 25], [24, 60], [60, 15], [29.97, 31], [30, 29.97]])
  func theRateNearestToTheDefaultIsSelectedPreferablyFaster(rates: [Double]) throws {
    let modes = [Devices.mode(640, 480, rates.reversed())]
    let selection = try best(.init(), [Devices.camera("camera", modes)])
    #expect(abs((selection.settings.frameRate ?? 0) - rates[0]) < 0.001)
  }

  @Test func theOrderOfModesDoesNotOverrideRules() throws {
    var generator = Generator(seed: 7)
    let constraints: [MediaTrackConstraints] = [
      .init(), .init(width: 1000), .init(width: 1280, height: 720), .init(frameRate: 12),
      .init(aspectRatio: .exact(1.5)), .init(width: .exact(641)), .init(height: .init(max: 500)),
    ]
    for constraint in constraints {
      let expected = try best(constraint)
      for _ in 0..<20 {
        var camera = Devices.webcam
        camera.description.videoModes.shuffle(using: &generator)
        #expect(try best(constraint, [camera]) == expected)
      }
    }
  }
}
