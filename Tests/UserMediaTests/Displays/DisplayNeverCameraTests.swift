import Foundation
import Synchronization
import Testing
import UserMedia
import UserMediaCore
import UserMediaLegacy

/// A request for a screen, window, tab or application never opens a camera: each word that ever
/// meant one, at each place, by each call.
@Suite(.timeLimit(.minutes(5))) struct DisplayNeverCameraTests {
  private let cameras = CountedCameras()
  private let navigator: Navigator

  init() {
    let synthetic = SyntheticDriver()
    navigator = Navigator(
      devices: DeviceSet(
        cameras: [cameras], microphones: [synthetic],
        displays: StandInDisplay(windows: ["Letter", "Music"])))
  }

  private static let sources: [ConstraintValue] = [
    "screen", "window", "tab", "desktop", "system", "application", "browser", "audioCapture",
    "other", "", "Screen", "unheard-of", ["screen"], ["exact": "screen"], ["ideal": ["window"]],
    true, nil, 1,
  ]

  /// The members that request a display.
  static let members: [ConstraintValue.Members] =
    ["chromeMediaSource", "mediaSource", "mozMediaSource"].flatMap { name in
      sources.map { [name: $0] }
    }
    + [
      ["chromeMediaSourceId": "screen:1:0"], ["chromeMediaSourceId": "window:8:0"],
      ["chromeMediaSourceId": "x"], ["chromeMediaSourceId": 5],
      ["browserWindow": 1], ["scrollWithPage": true], ["viewportOffsetX": 0],
      ["viewportWidth": 640], ["windowToFront": true], ["screen": true], ["window": "Letter"],
      ["tab": [:]], ["desktop": true], ["application": 1], ["browser": "x"], ["monitor": true],
      ["display": true], ["preferCurrentTab": true], ["selfBrowserSurface": "include"],
      ["systemAudio": "exclude"], ["sourceId": "screen:0:0"], ["sourceId": ["exact": "window:8"]],
      ["sourceId": ["a", "tab:3"]], ["sourceId": ["ideal": ["web-contents-media-stream:1:2"]]],
    ]

  /// All of them in all places. Next to the kinds of tracks, the name of a source has no effect,
  /// like any other name there (Web IDL).
  static let requests: [ConstraintValue] = members.flatMap { member in
    places.map { $0(member) }.filter { value in
      ["screen", "window", "tab", "desktop", "application", "browser", "monitor", "display"]
        .allSatisfy { value[$0] == nil }
    }
  }

  /// Where a member can stand.
  static let places: [@Sendable (ConstraintValue.Members) -> ConstraintValue] = [
    { ["video": .object($0)] },
    { ["video": .object($0), "audio": true] },
    { ["video": ["mandatory": .object($0)]] },
    { ["video": ["optional": [.object($0)]]] },
    { ["video": ["optional": [["minWidth": 640], .object($0)]]] },
    { ["video": ["advanced": [.object($0)]]] },
    { ["video": ["ideal": .object($0)]] },
    { ["video": ["exact": .object($0)]] },
    { ["video": ["width": .object($0)]] },
    { ["video": ["mandatory": ["mandatory": .object($0)]]] },
    { ["video": ["mandatory": .object($0), "advanced": []]] },
    { ["video": ["advanced": [["mandatory": .object($0)]]]] },
    { ["video": ["width": ["ideal": 640], "mandatory": [:], "optional": [.object($0)]]] },
    { ["video": [$0[0].key: $0[0].value, "width": 640, "require": [.string($0[0].key)]]] },
    { ["video": [.object($0)]] },
    { ["video": true, $0[0].key: $0[0].value] },
    { ["video": true, "mandatory": .object($0)] },
    { ["video": true, "audio": .object($0)] },
    { ["video": true, "audio": ["mandatory": .object($0)]] },
    { ["video": true, "audio": ["optional": [.object($0)]]] },
  ]

  /// The calls of programs of any age.
  enum Call: CaseIterable {
    case getUserMedia, webkit, moz, ms
  }

  @Test(arguments: Call.allCases)
  func byCallbacks(call: Call) async throws {
    for value in Self.requests { await check(value, by: call) }
    for text in ["video screen", "window video", "audio, video, tab", "desktop", "video browser"] {
      await check(.string(text), by: call)
    }
    for word in ["screen", "desktop", "application"] {
      await check(["video": .string(word)], by: call)
      await check(["video": [.string(word)], "audio": true], by: call)
    }
    #expect(cameras.opened == 0)
  }

  @Test func byPromisesAndAsync() async throws {
    for value in Self.requests {
      for dialect in [Dialect.auto, .current, .webkit, .moz, .mozMandatory] {
        for strictness in TranslationOptions.Strictness.allCases {
          check("\(dialect) \(value.json)") {
            _ = try MediaStreamConstraints(
              value, dialect: dialect, options: .init(strictness: strictness))
          }
        }
      }
      check(value.json) { _ = try MediaStreamConstraints(converting: value) }
      check(value.json) { _ = try MediaStreamConstraints(json: value.json) }
      let decoding = #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(MediaStreamConstraints.self, from: Data(value.json.utf8))
      }
      if case .dataCorrupted(let context) = decoding {
        #expect(context.debugDescription.contains("getDisplayMedia"))
      }
      if let video = value["video"], video != true {
        check(value.json) { _ = try BooleanOrMediaTrackConstraints(converting: video) }
      }
    }
  }

  /// Current constraints that apply only to displays.
  @Test(
    arguments: [
      .init(displaySurface: "monitor"), .init(width: 640, displaySurface: .ideal("window")),
      .init(displaySurface: .exact("browser")), .init(logicalSurface: true),
      .init(cursor: "always"), .init(deviceId: "screen:0"), .init(deviceId: .exact("window:7")),
      .init(advanced: [.init(deviceId: ["a", "window:Letter"])]),
      .init(advanced: [.init(displaySurface: "monitor")]),
    ] as [MediaTrackConstraints])
  func constraintsOfDisplays(constraints: MediaTrackConstraints) async throws {
    let media = navigator.mediaDevices
    let error = await #expect(throws: TypeError.self) {
      let _: MediaStream = try await media.getUserMedia(.init(video: .constraints(constraints)))
    }
    #expect(error?.message.contains("getDisplayMedia") == true)
    let promise = media.promises.getUserMedia(.init(video: .constraints(constraints)))
    await #expect(throws: TypeError.self) { _ = try await promise.value }
    #expect(cameras.opened == 0)
  }

  /// The same in every dialect that the translator reads and writes: a translation requests a
  /// display in the dialect's words, or nothing.
  @Test func byTranslation() throws {
    for value in Self.requests {
      for from in Dialect.allCases {
        for to in [Dialect.current, .webkit, .moz, .mozMandatory, .string] {
          do {
            let translated = try Translation(value, from: from, to: to).value
            let text = translated.json
            let isSaid =
              to == .webkit && text.contains("chromeMediaSource")
              || to == .moz && text.contains(/ediaSource|browserWindow|scroll|viewport|windowTo/)
            #expect(isSaid, "\(value.json) became \(text) in \(to)")
          } catch let error as any NamedError {
            let isTold = error.message.contains("getDisplayMedia")
            #expect(isTold || from == .string, "\(value.json): \(error)")
          }
        }
      }
    }
  }

  @available(*, deprecated)
  @Test func byTheFirstCalls() async throws {
    for value: ConstraintValue in [
      ["video": ["mandatory": ["chromeMediaSourceId": "screen:9"]]], ["video": ["screen": true]],
      ["video": true, "audio": ["mandatory": ["chromeMediaSource": "system"]]],
    ] {
      let code = await withCheckedContinuation { continuation in
        do {
          try navigator.getUserMedia(value, { _ in continuation.resume(returning: -1) }) {
            (code: Int) in continuation.resume(returning: code)
          }
        } catch {
          continuation.resume(returning: 0)
        }
      }
      #expect(code != -1)
    }
    #expect(cameras.opened == 0)
  }

  @Test(
    arguments: [
      ["video": ["mediaSource": "camera"]], ["video": ["mozMediaSource": ["exact": "camera"]]],
      ["video": ["mediaSource": ["camera"], "require": ["mediaSource"]]],
      ["video": true, "screen": true], ["video": ["preferCurrentTab": nil]],
    ] as [ConstraintValue])
  func camerasAreStillCameras(value: ConstraintValue) async throws {
    let outcome = await outcome(of: value, by: .moz)
    #expect(outcome.stream?.getVideoTracks().first?.label == "Synthetic front camera")
    for track in outcome.stream?.getTracks() ?? [] { track.stop() }
    #expect(cameras.opened == 1)
  }

  private func check(_ what: String, _ body: () throws -> Void) {
    do {
      try body()
      Issue.record("\(what) was taken")
    } catch {
      let isTold = "\(error)".contains("getDisplayMedia")
      if !isTold { Issue.record("\(what): \(error)") }
    }
  }

  private func check(_ value: ConstraintValue, by call: Call) async {
    switch await outcome(of: value, by: call) {
    case .success(let stream):
      let labels = stream.getVideoTracks().map(\.label)
      if labels.isEmpty || !Set(labels).isSubset(of: ["Entire screen", "Letter", "Music"]) {
        Issue.record("\(call) \(value.json) gave \(stream.getTracks().map(\.label))")
      }
      for track in stream.getTracks() { track.stop() }
    case .failure(let error):
      // A display request: the surface doesn't exist, or other constraints are invalid.
      let isTold = [
        "getDisplayMedia", "no screen and no window", "cannot be combined",
        "no constraint has this name",
      ].contains(where: error.message.contains)
      if !isTold { Issue.record("\(call) \(value.json): \(error)") }
    }
  }

  private func outcome(of value: ConstraintValue, by call: Call) async -> CallOutcome {
    await withCheckedContinuation { continuation in
      let success: @Sendable (MediaStream) -> Void = {
        continuation.resume(returning: .success($0))
      }
      let failure: @Sendable (any NamedError) -> Void = {
        continuation.resume(returning: .failure($0))
      }
      switch call {
      case .getUserMedia: navigator.getUserMedia(value, success, failure)
      case .webkit: navigator.webkitGetUserMedia(value, success, failure)
      case .moz: navigator.mozGetUserMedia(value, success, failure)
      case .ms: navigator.msGetUserMedia(value, success, failure)
      }
    }
  }
}

/// Counts how often its cameras are opened.
private final class CountedCameras: CameraDriver {
  private let synthetic = SyntheticDriver()
  private let count = Mutex(0)

  let name = "counted"
  var opened: Int { count.withLock { $0 } }

  func devices() async -> [DeviceDescription] { await synthetic.devices() }

  func openCamera(
    _ device: DeviceDescription, sink: any VideoSink
  ) async throws(CaptureError) -> any CameraSession {
    count.withLock { $0 += 1 }
    return try await synthetic.openCamera(device, sink: sink)
  }
}
