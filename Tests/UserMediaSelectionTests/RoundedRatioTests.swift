import ConstraintsTestSupport
import Testing
import UserMediaConstraints
import UserMediaCore

/// Rounded aspect ratios, as programs write them.
@Suite struct RoundedRatioTests {
  private static let wide = Devices.camera(
    "wide", [Devices.mode(1920, 1080, [5]), Devices.mode(1280, 720)])
  private static let narrow = Devices.camera(
    "narrow", [Devices.mode(1600, 1200), Devices.mode(640, 480), Devices.mode(320, 240)])
  private static let both = Devices.camera(
    "both", [Devices.mode(1920, 1080, [5]), Devices.mode(1280, 720), Devices.mode(640, 480)])
  private static let continuous = stepped(by: 1)
  private static let macroblocks = stepped(by: 8)
  private static let all = [wide, narrow, both, continuous, macroblocks]

  /// A camera that scales itself.
  private static func stepped(by step: Int) -> CandidateDevice {
    Devices.camera(
      "steps of \(step)",
      [
        VideoMode(
          pixelFormat: .yuyv,
          size: .stepwise(
            width: VideoMode.SteppedRange(min: 16, max: 1920, step: step)!,
            height: VideoMode.SteppedRange(min: 16, max: 1200, step: step)!),
          frameRates: .discrete([FrameRate(30)!]))
      ])
  }

  private struct Size: Equatable, CustomStringConvertible {
    let width: Int
    let height: Int
    let isNative: Bool
    let distance: Double
    var description: String { "\(width)x\(height)\(isNative ? "" : " cropped"), \(distance)" }
    var isEven: Bool { width.isMultiple(of: 2) && height.isMultiple(of: 2) }

    init(_ width: Int, _ height: Int, isNative: Bool = true) {
      (self.width, self.height, self.isNative, distance) = (width, height, isNative, 0)
    }

    init(_ selection: Selection) throws {
      width = try #require(selection.settings.width)
      height = try #require(selection.settings.height)
      isNative = selection.settings.resizeMode == VideoResizeMode.none
      distance = selection.fitnessDistance
    }
  }

  private func size(
    _ set: MediaTrackConstraintSet, _ camera: CandidateDevice
  ) throws -> Size {
    try Size(best(.init(basic: set), [camera]))
  }

  @Test(arguments: [1.777, 1.7777, 1.78, 1.77, 16.0 / 9])
  func aModeWithThatRatioIsSelected(ratio: Double) throws {
    for camera in [Self.wide, Self.both] {
      #expect(try size(.init(aspectRatio: .init(ratio)), camera) == Size(1280, 720))
      #expect(try size(.init(aspectRatio: .ideal(ratio)), camera) == Size(1280, 720))
      #expect(
        try size(.init(width: 1920, aspectRatio: .init(ratio)), camera) == Size(1920, 1080))
      #expect(
        try size(.init(height: 720, aspectRatio: .init(ratio)), camera) == Size(1280, 720))
    }
  }

  @Test(arguments: [1.333, 1.3333, 1.33, 4.0 / 3])
  func aModeWithAnOldRatioIsSelected(ratio: Double) throws {
    for camera in [Self.narrow, Self.both] {
      #expect(try size(.init(aspectRatio: .init(ratio)), camera) == Size(640, 480))
    }
    #expect(
      try size(.init(width: 1600, aspectRatio: .init(ratio)), Self.narrow) == Size(1600, 1200))
  }

  /// The whole picture is scaled, although 1000 / 1.33 is 752.
  @Test func aSizeBetweenTwoModesHasTheirRatio() throws {
    #expect(
      try size(.init(width: 1000, aspectRatio: 1.33), Self.narrow)
        == Size(1000, 750, isNative: false))
    #expect(
      try size(.init(height: 600, aspectRatio: 1.777), Self.both)
        == Size(1066, 600, isNative: false))
    #expect(
      try size(.init(width: 1000, aspectRatio: 1.777), Self.both)
        == Size(1000, 562, isNative: false))
  }

  @Test(arguments: [1.777, 1.7777, 1.78, 16.0 / 9])
  func anotherRatioIsCroppedFromTheDefaultSize(ratio: Double) throws {
    #expect(
      try size(.init(aspectRatio: .init(ratio)), Self.narrow) == Size(640, 360, isNative: false))
    for camera in [Self.continuous, Self.macroblocks] {
      #expect(try size(.init(aspectRatio: .init(ratio)), camera) == Size(640, 360))
    }
  }

  /// Whatever the ratio: sides are even, no scaled size is larger than the default, and the ratio
  /// is met within half a percent.
  @Test(.timeLimit(.minutes(5)), arguments: all)
  func noSizeIsOddOrLarge(camera: CandidateDevice) throws {
    // Few ratios are within half a percent of multiples of 8; only those must be met.
    let hasAnySize = camera != Self.macroblocks
    for hundredths in 40...250 {
      for part in [0, 0.0013, 0.0049] {
        let ratio = Double(hundredths) / 100 + part
        let size = try size(.init(aspectRatio: .init(ratio)), camera)
        #expect(size.isEven && size.distance == 0, "\(ratio): \(size)")
        let off = abs(Double(size.width) / Double(size.height) / ratio - 1)
        #expect(off <= 0.0051, "\(ratio): \(size)")
        if hasAnySize, !size.isNative || camera == Self.continuous {
          #expect(size.width <= 640 && size.height <= 480, "\(ratio): \(size)")
        }
      }
    }
  }

  /// Sizes aren't drawn to the edge of the tolerance, only to even sides.
  @Test func theToleranceDoesNotAttractSizes() throws {
    let between = try size(.init(width: 1280, height: 700, aspectRatio: 1.777), Self.wide)
    #expect(between.isEven && between.distance <= 20.0 / 720)
    #expect(abs(Double(between.width) / Double(between.height) / (16.0 / 9) - 1) < 0.001)
    let beyond = try size(.init(aspectRatio: .init(16 / 9.0 * 1.006)), Self.wide)
    #expect(!beyond.isNative && beyond.isEven)
  }

  @Test func requirementsAreNotWidened() throws {
    let exact = try size(.init(aspectRatio: .exact(1.5)), Self.both)
    #expect(exact.width * 2 == exact.height * 3 && exact.isEven)
    for ratio in [1.777, 1.333, 1.33] {
      for camera in Self.all {
        let set = MediaTrackConstraintSet(aspectRatio: .exact(ratio))
        let size = try size(set, camera)
        #expect(abs(Double(size.width) / Double(size.height) / ratio - 1) <= 5.1e-5)
        // 1.333 has no even sides below 1666x2220.
        if ratio != 1.333 { #expect(size.isEven, "\(ratio): \(size)") }
      }
    }
    let error = try #require(throws: OverconstrainedError.self) {
      try size(.init(aspectRatio: .exact(1.777), resizeMode: .exact("none")), Self.wide)
    }
    #expect(error.constraint == "aspectRatio")
    #expect(error.failures == [.init(constraint: "aspectRatio", nearest: "1.7777777778")])
    // 16:9 is below the minimum.
    let least = try size(.init(aspectRatio: .init(min: 1.78, ideal: 1.78)), Self.wide)
    #expect(!least.isNative && least.isEven && least.distance == 0)
    #expect(Double(least.width) / Double(least.height) >= 1.78 - 1e-4)
  }

  @Test func limitsSelectAModeOrEvenSides() throws {
    let between = MediaTrackConstraintSet(aspectRatio: .init(min: 1.7, max: 1.8))
    #expect(try size(between, Self.both) == Size(1280, 720))
    #expect(try size(between, Self.narrow).isEven)
    let least = MediaTrackConstraintSet(aspectRatio: .init(min: 1.4))
    #expect(try size(least, Self.narrow) == Size(640, 456, isNative: false))
    let most = MediaTrackConstraintSet(aspectRatio: .init(max: 1.2))
    #expect(try size(most, Self.narrow) == Size(576, 480, isNative: false))
  }

  /// Evenness doesn't matter if an odd side is required.
  @Test func aRequiredOddSideGetsAnEvenOtherSide() throws {
    let size = try size(.init(width: .exact(1001), aspectRatio: 1.777), Self.both)
    #expect(size == Size(1001, 564, isNative: false) || size == Size(1001, 562, isNative: false))
  }

  /// The total shown by `explain` is the distance that decides.
  @Test(arguments: all) func theReportAddsUp(camera: CandidateDevice) throws {
    for set in [
      MediaTrackConstraintSet(width: 1000, aspectRatio: 1.777), .init(aspectRatio: 1.33),
      .init(width: 333, height: 444, aspectRatio: 1.5),
    ] {
      let report = try #require(
        explainSelection(
          for: .init(basic: set), kind: .videoinput, among: [camera]
        ).first)
      let sum = report.distances.map(\.distance).reduce(0, +)
      #expect(abs(sum - (report.selection?.fitnessDistance ?? -1)) < 1e-9)
    }
  }

  @Test func aModeWithTheRatioIsReportedWithoutDistance() throws {
    let report = try #require(
      explainSelection(for: .init(aspectRatio: 1.777), kind: .videoinput, among: [Self.both]).first)
    #expect(report.modes.map(\.fitnessDistance).prefix(2) == [0, 0])
    #expect(report.modes[2].fitnessDistance > 0.2)
  }
}
