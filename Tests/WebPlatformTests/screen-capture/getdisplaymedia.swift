import Testing
import UserMedia

@Suite("screen-capture/getdisplaymedia", .timeLimit(.minutes(5))) struct Getdisplaymedia {
  private let page = Page()

  /// `navigator.mediaDevices.getDisplayMedia(options)`, with options in a page's syntax.
  private func getDisplayMedia(_ options: ConstraintValue) async throws -> MediaStream {
    try await page.mediaDevices.getDisplayMedia(DisplayMediaStreamOptions(converting: options))
  }

  @Test(
    arguments: [
      ["video": true], ["video": true, "audio": false], ["audio": false], ["audio": true], [:],
      ["video": ["displaySurface": "monitor"]], ["video": ["displaySurface": "browser"]],
      ["video": ["displaySurface": "window"]],
    ] as [ConstraintValue])
  func mustSucceedWithVideo(options: ConstraintValue) async throws {
    let stream = try await getDisplayMedia(options)
    #expect(stream.getTracks().count == 1)
    let track = try #require(stream.getVideoTracks().first)
    #expect(track.kind == .video && track.enabled && track.readyState == .live)
    let settings = track.getSettings()
    #expect(settings.displaySurface != nil && settings.logicalSurface != nil)
    #expect(settings.cursor != nil)
    track.stop()
    #expect(track.readyState == .ended)
  }

  @Test(
    arguments: [
      ["video": false], ["video": ["advanced": [["width": 320]]]],
      ["video": ["width": ["min": 320]]], ["video": ["width": ["exact": 320]]],
      ["video": ["height": ["min": 240]]], ["video": ["height": ["exact": 240]]],
      ["video": ["frameRate": ["min": 4]]], ["video": ["frameRate": ["exact": 4]]],
      ["video": false, "audio": true],
    ] as [ConstraintValue])
  func mustFailWithTypeError(options: ConstraintValue) async {
    await #expect(throws: TypeError.self) { _ = try await getDisplayMedia(options) }
  }

  @Test(
    arguments: [
      ["width": ["max": 360]], ["height": ["max": 240]],
      ["width": ["max": 360], "height": ["max": 240]], ["frameRate": ["max": 4]],
      ["frameRate": ["max": 4], "width": ["max": 360], "height": ["max": 240]],
    ] as [ConstraintValue])
  func mustBeConstrained(video: ConstraintValue) async throws {
    let stream = try await getDisplayMedia(["video": video])
    let settings = try #require(stream.getVideoTracks().first?.getSettings().value)
    for property in ["width", "height", "frameRate"] {
      guard case .number(let value)? = settings[property] else {
        Issue.record("no \(property)")
        continue
      }
      #expect(value >= 1)
      if case .number(let max)? = video[property]?["max"] { #expect(value <= max) }
    }
    for track in stream.getTracks() { track.stop() }
  }

  private static let someSizes: [ConstraintValue] = [
    ["width": 160], ["height": 120], ["width": 80], ["height": 60], ["width": 158],
    ["height": 118],
  ]

  @Test func mustBeDownscaledPrecisely() async throws {
    let stream = try await getDisplayMedia(["video": ["height": 240]])
    let track = try #require(stream.getVideoTracks().first)
    #expect(track.getSettings().height == 240)
    for size in Self.someSizes {
      try await track.applyConstraints(MediaTrackConstraints(converting: size))
      let other = try await getDisplayMedia(["video": size])
      for settings in [track.getSettings(), other.getVideoTracks()[0].getSettings()] {
        for (property, wanted) in size.members ?? [:] {
          #expect(settings.value[property] == wanted)
        }
      }
      for track in other.getTracks() { track.stop() }
    }
    track.stop()
  }

  @Test(arguments: ["width", "height", "frameRate"], [0, -1])
  func mustFailWithOverconstrainedError(property: String, max: Double) async {
    let error = await #expect(throws: OverconstrainedError.self) {
      _ = try await getDisplayMedia(["video": .object([property: ["max": .number(max)]])])
    }
    #expect(error?.constraint == property)
  }
}

@Suite("screen-capture/getdisplaymedia-framerate", .timeLimit(.minutes(5)))
struct GetdisplaymediaFramerate {
  @Test func mustAdhereToFrameRateIfSet() async throws {
    let stream: MediaStream = try await Page().mediaDevices.getDisplayMedia(
      .init(video: .init(width: 160, frameRate: 5)))
    let track = try #require(stream.getVideoTracks().first)
    var timestamps: [Int64] = []
    for await frame in track.videoFrames(.newest(8)) {
      timestamps.append(frame.timestamp)
      if timestamps.count == 6 { break }
    }
    track.stop()
    // Never faster; how much slower depends on the machine.
    #expect(Double(timestamps[5] - timestamps[0]) / 1e6 >= 5 / (5 * 1.75))
  }
}

@Suite("screen-capture/getdisplaymedia-settings", .timeLimit(.minutes(5)))
struct GetdisplaymediaSettings {
  @Test func deviceIdAndNoFacingMode() async throws {
    let stream: MediaStream = try await Page().mediaDevices.getDisplayMedia()
    let track = try #require(stream.getVideoTracks().first)
    let (settings, capabilities) = (track.getSettings(), track.getCapabilities())
    #expect(settings.deviceId != nil && settings.deviceId == capabilities.deviceId)
    #expect(settings.facingMode == nil && capabilities.facingMode == nil)
    track.stop()
  }
}
