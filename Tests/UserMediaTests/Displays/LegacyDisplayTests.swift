import Synchronization
import Testing
import UserMedia
import UserMediaLegacy

/// Screens requested through the callback calls of old browsers.
@Suite(.timeLimit(.minutes(5))) struct LegacyDisplayTests {
  private let display = StandInDisplay(windows: ["Letter", "Music"])
  private let navigator: Navigator

  init() {
    let synthetic = SyntheticDriver()
    navigator = Navigator(
      devices: DeviceSet(cameras: [synthetic], microphones: [synthetic], displays: display))
  }

  private func webkit(_ constraints: LegacyConstraints) async -> CallOutcome {
    await withCheckedContinuation { continuation in
      navigator.webkitGetUserMedia(
        constraints, { continuation.resume(returning: .success($0)) },
        { continuation.resume(returning: .failure($0)) })
    }
  }

  private func moz(_ constraints: LegacyConstraints) async -> CallOutcome {
    await withCheckedContinuation { continuation in
      navigator.mozGetUserMedia(
        constraints, { continuation.resume(returning: .success($0)) },
        { continuation.resume(returning: .failure($0)) })
    }
  }

  @Test(
    arguments: [
      (["video": ["mandatory": ["chromeMediaSource": "screen"]]], "Entire screen", 1280),
      (
        ["video": ["mandatory": ["chromeMediaSource": "screen", "maxWidth": 640]]], "Entire screen",
        640
      ),
      (["video": ["optional": [["chromeMediaSource": "desktop"]]]], "Entire screen", 1280),
      (
        [
          "video": [
            "mandatory": ["chromeMediaSource": "desktop", "chromeMediaSourceId": "window:8:0"]
          ]
        ], "Music", 400
      ),
    ] as [(LegacyConstraints, String, Int)])
  func chrome(constraints: LegacyConstraints, label: String, width: Int) async throws {
    let outcome = await webkit(constraints)
    let stream = try #require(outcome.stream)
    let track = try #require(stream.getVideoTracks().first)
    #expect(stream.getTracks().count == 1)
    #expect(track.label == label)
    #expect(track.getSettings().width == width)
    track.stop()
  }

  @Test(
    arguments: [
      (["video": ["mediaSource": "screen"]], "Entire screen"),
      (["video": ["mozMediaSource": "screen", "mediaSource": "screen"]], "Entire screen"),
      (["video": ["mediaSource": "window"]], "Letter"),
      (["video": ["mediaSource": "screen", "require": ["mediaSource"]]], "Entire screen"),
    ] as [(LegacyConstraints, String)])
  func firefox(constraints: LegacyConstraints, label: String) async throws {
    let outcome = await moz(constraints)
    let track = try #require(outcome.stream?.getVideoTracks().first)
    #expect(track.label == label)
    track.stop()
  }

  @Test func theUnprefixedCallRecognizesDisplays() async throws {
    for constraints: LegacyConstraints in [
      ["video": ["mediaSource": "screen", "width": ["max": 320]]],
      ["video": ["mandatory": ["chromeMediaSource": "screen", "maxHeight": 180]]],
    ] {
      let outcome = await withCheckedContinuation { continuation in
        navigator.getUserMedia(
          constraints, { continuation.resume(returning: CallOutcome.success($0)) },
          { continuation.resume(returning: .failure($0)) })
      }
      let track = try #require(outcome.stream?.getVideoTracks().first)
      #expect(track.getSettings().height == 180)
      track.stop()
    }
  }

  @Test func soundIsTheMicrophonesUnlessTheScreensIsRequested() async throws {
    let both = await moz(["audio": true, "video": ["mediaSource": "screen"]])
    #expect(both.stream?.getAudioTracks().first?.label == "Synthetic microphone")
    #expect(both.stream?.getVideoTracks().first?.label == "Entire screen")
    for track in both.stream?.getTracks() ?? [] { track.stop() }
    let system = await webkit([
      "audio": ["mandatory": ["chromeMediaSource": "system"]],
      "video": ["mandatory": ["chromeMediaSource": "screen"]],
    ])
    #expect(system.stream?.getTracks().map(\.label) == ["Entire screen"])
    for track in system.stream?.getTracks() ?? [] { track.stop() }
  }

  @Test func errorsHaveTheirOldNames() async throws {
    let tooLarge = await webkit([
      "video": ["mandatory": ["chromeMediaSource": "screen", "minWidth": 5000]]
    ])
    let error = try #require(tooLarge.error as? NavigatorUserMediaError)
    #expect(error.name == "ConstraintNotSatisfiedError")
    #expect(error.constraintName == "minWidth")
    let unknown = await webkit([
      "video": ["mandatory": ["chromeMediaSource": "desktop", "chromeMediaSourceId": "window:1"]]
    ])
    #expect(unknown.error?.name == "DevicesNotFoundError")
    for source in ["tab", "browser", "application"] {
      let other = await moz(["video": ["mediaSource": .string(source)]])
      #expect(other.error?.name == "NotSupportedError")
    }
    #expect(display.configurations.isEmpty)
  }

  @Test func cameraAndMicrophoneAreNotDisplays() async throws {
    let outcome = await moz([
      "audio": ["mediaSource": "microphone"], "video": ["mediaSource": "camera"],
    ])
    #expect(outcome.stream?.getVideoTracks().first?.label == "Synthetic front camera")
    for track in outcome.stream?.getTracks() ?? [] { track.stop() }
  }

  @Test func aPolyfillOverFirefoxUsesItsSyntax() async throws {
    let seen = Mutex<[ConstraintValue]>([])
    let polyfilled = Navigator(
      entryPoints: EntryPoints(
        mozGetUserMedia: EntryPoint(dialect: .moz) { constraints, _, failure in
          seen.withLock { $0.append(constraints) }
          failure(LegacyError.string("PERMISSION_DENIED"))
        }))
    for options: DisplayMediaStreamOptions in [
      .init(), .init(video: .init(width: .init(max: 640), displaySurface: "window")),
    ] {
      let error = await #expect(throws: DOMException.self) {
        let _: MediaStream = try await polyfilled.mediaDevices.getDisplayMedia(options)
      }
      #expect(error?.name == "NotAllowedError")
    }
    let values = seen.withLock { $0 }
    #expect(values.first == ["video": ["mediaSource": "screen"]])
    #expect(values.last?["video"]?["mediaSource"] == "window")
    #expect(values.last?["video"]?["width"] == ["max": 640])
  }

  @Test func aPolyfillOverChromeHasNoDisplays() async throws {
    let polyfilled = Navigator(
      entryPoints: EntryPoints(
        webkitGetUserMedia: EntryPoint(dialect: .webkit) { _, _, failure in
          failure(LegacyError.code(1))
        }))
    let error = await #expect(throws: DOMException.self) {
      let _: MediaStream = try await polyfilled.mediaDevices.getDisplayMedia()
    }
    #expect(error?.name == "NotSupportedError")
  }
}
