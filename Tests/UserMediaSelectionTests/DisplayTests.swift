import ConstraintsTestSupport
import Testing
import UserMediaConstraints
import UserMediaCore

/// Settings of screens and windows (Screen Capture, "Downscaling and Frame Decimation").
@Suite struct DisplayTests {
  private let screen = Self.display(1366, 768)

  private static func display(_ width: Int, _ height: Int) -> CandidateDevice {
    CandidateDevice(
      description: DeviceDescription(
        display: DisplaySurface(type: .monitor, isLogical: false), id: "screen", label: "Screen",
        mode: VideoMode(
          pixelFormat: .bgrx, size: .discrete(width: width, height: height),
          frameRates: .range(min: FrameRate(1, 1000)!, max: FrameRate(60)!))),
      deviceId: "screen", groupId: "screen")
  }

  /// If two ideal sides don't fit the aspect ratio, the nearest size in between is chosen, with the
  /// screen's aspect ratio to the nearest pixel.
  @Test func everySizeHasTheScreensAspectRatio() throws {
    for width: UInt32 in [1, 2, 17, 99, 640, 1000, 1365, 1366, 4000] {
      for height: UInt32 in [1, 3, 100, 480, 767, 768, 2000] {
        let settings = try best(.init(width: .init(width), height: .init(height)), [screen])
          .settings
        let (across, down) = (Double(try #require(settings.width)), Double(settings.height!))
        #expect(
          abs(across * 768 / 1366 - down) <= 1 || abs(down * 1366 / 768 - across) <= 1)
        #expect(across <= 1366 && down <= 768)
      }
    }
  }

  /// No other size and rate has a smaller distance; tries all scales.
  @Test func noSizeIsNearer() throws {
    let small = Self.display(64, 27)
    for set: MediaTrackConstraintSet in [
      .init(width: 30, height: 20), .init(width: .init(max: 50), height: 27),
      .init(width: .init(min: 10, ideal: 5), height: .init(max: 20)), .init(height: .exact(9)),
      .init(width: 1000, height: 1),
    ] {
      let chosen = try best(.init(MediaTrackConstraints(basic: set)), [small])
      let distances = (1...10_000).compactMap { thousandth in
        let scale = Double(thousandth) / 10_000
        var settings = MediaTrackSettings()
        settings.width = Int((64 * scale).rounded())
        settings.height = Int((27 * scale).rounded())
        guard settings.width != 0, settings.height != 0 else { return nil as Double? }
        return fitnessDistance(settings, set, kind: .videoinput)
      }
      let least = try #require(distances.min())
      #expect(chosen.fitnessDistance <= least + 1e-9, "\(set.value.json)")
    }
  }

  @Test func advancedSetsAreAllOrNothing() throws {
    let selection = try best(
      .init(
        advanced: [
          .init(width: 700, height: 700), .init(width: 683, frameRate: 5),
          .init(cursor: "motion"), .init(cursor: "never"),
        ]), [screen])
    let settings = selection.settings
    #expect((settings.width, settings.height) == (683, 384))
    #expect((settings.frameRate, settings.cursor) == (5, .motion))
    #expect(selection.video?.width == 1366)
    #expect(selection.video?.cursor == .motion)
  }

  /// The largest number of sets is no slower.
  @Test func aHundredSets() throws {
    let sets = (0..<100).map { index -> MediaTrackConstraintSet in
      let number = UInt32(index)
      return .init(
        width: .init(min: 100 + number, ideal: 200 + 3 * number, max: 900 + number),
        height: .init(min: 50 + number, ideal: 300 + number),
        frameRate: .init(min: 1 + Double(index) / 10, max: 30 + Double(index) / 7))
    }
    let settings = try best(.init(advanced: sets), [screen]).settings
    #expect((settings.width, settings.height) == (900, 506))
    #expect(settings.frameRate == 30)
  }

  @Test func errorsNameTheRequirement() throws {
    func failure(_ constraints: MediaTrackConstraints) -> OverconstrainedError? {
      #expect(throws: OverconstrainedError.self) {
        try Selection.selectSettings(for: constraints, of: screen)
      }
    }
    #expect(failure(.init(width: .init(min: 1367)))?.constraint == "width")
    #expect(failure(.init(frameRate: .exact(61)))?.constraint == "frameRate")
    #expect(failure(.init(width: .init(min: 1367)))?.failures.first?.nearest == "1366")
    #expect(failure(.init(cursor: .exact("blinking")))?.constraint == "cursor")
    #expect(failure(.init(width: .exact(100), height: .exact(100)))?.constraint == "height")
    // What cameras have does nothing here.
    let settings = try Selection.selectSettings(
      for: .init(facingMode: .exact("user"), brightness: .exact(5), displaySurface: .exact("tab")),
      of: screen
    ).settings
    #expect(settings.width == 1366)
  }

  @Test func constraintsNoLongerSatisfiableAreIgnored() throws {
    func size(_ constraints: MediaTrackConstraints) -> [Int?] {
      let settings = constraints.selection(for: screen)?.settings
      return [settings?.width, settings?.height, settings?.frameRate.map(Int.init)]
    }
    #expect(
      size(.init(width: .init(min: 2000), height: .init(max: 384), frameRate: 10))
        == [683, 384, 10])
    #expect(size(.init(width: .exact(100), height: .exact(100))) == [1366, 768, 30])
  }

  @Test(arguments: [(1366, 768, 2, 1), (100, 1000, 1, 10), (50, 50, 1, 1)])
  func capabilities(width: Int, height: Int, least: Int, lowest: Int) {
    let capabilities = MediaTrackCapabilities(of: Self.display(width, height))
    #expect(capabilities.width == least...width)
    #expect(capabilities.height == lowest...height)
  }
}
