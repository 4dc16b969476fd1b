import Synchronization
import Testing
import UserMediaLegacy

@testable import UserMedia

/// The page's polyfill with `mediaDevices` missing, partial or complete, on top of entry points in
/// an outdated dialect: with translation, and without it as on the page.
@Suite(.timeLimit(.minutes(5))) struct PartialMediaDevicesTests {
  private let test = TestNavigator()

  /// A program's own callback API, which records its calls.
  private final class OldAPI: Sendable {
    private let calls = Mutex<[ConstraintValue]>([])
    let answer: Result<MediaStream, LegacyError>

    init(_ answer: Result<MediaStream, LegacyError>) {
      self.answer = answer
    }

    var seen: [ConstraintValue] { calls.withLock { $0 } }

    func entryPoint(_ dialect: Dialect) -> EntryPoint {
      EntryPoint(dialect: dialect) { [self] constraints, success, failure in
        calls.withLock { $0.append(constraints) }
        switch answer {
        case .success(let stream): success(stream)
        case .failure(let error): failure(error)
        }
      }
    }
  }

  private let constraints = MediaStreamConstraints(video: .init(width: .init(min: 640)))

  @Test(
    arguments: [
      (.webkit, ["video": ["mandatory": ["minWidth": 640]]]),
      (.moz, ["video": ["width": ["min": 640], "require": ["width"]]]),
      (.current, ["video": ["width": ["min": 640]]]),
    ] as [(Dialect, ConstraintValue)])
  func missingMediaDevicesAreMadeOverTheDialect(dialect: Dialect, expected: ConstraintValue)
    async throws
  {
    let stream = MediaStream()
    let old = OldAPI(.success(stream))
    let navigator = Navigator(
      mediaDevices: nil, entryPoints: EntryPoints(getUserMedia: old.entryPoint(dialect)))
    let answer: MediaStream = try await navigator.mediaDevices.getUserMedia(constraints)
    #expect(answer === stream)
    let promised = navigator.mediaDevices.promises.getUserMedia(constraints)
    #expect(try await promised.value === stream)
    #expect(old.seen.map { $0["video"] } == [expected["video"], expected["video"]])
  }

  @Test func stringDialectGetsAString() async throws {
    let old = OldAPI(.success(MediaStream()))
    let navigator = Navigator(
      entryPoints: EntryPoints(getUserMedia: old.entryPoint(.string)))
    _ =
      try await navigator.mediaDevices.getUserMedia(
        .init(audio: true, video: .init(facingMode: "user"))) as MediaStream
    #expect(old.seen == ["audio,video user"])
  }

  @Test func partialMediaDevicesKeepWhatIsThere() async throws {
    let old = OldAPI(.success(MediaStream()))
    let own = MediaDeviceInfo(deviceId: "own", kind: .videoinput, label: "Own camera")
    let navigator = Navigator(
      mediaDevices: PartialMediaDevices(enumerateDevices: { [own] }),
      entryPoints: EntryPoints(webkitGetUserMedia: old.entryPoint(.webkit)))
    let media = navigator.mediaDevices
    #expect(await media.enumerateDevices().map(\.label) == ["Own camera"])
    let promised = media.promises.enumerateDevices()
    #expect(try await promised.value.first === own)
    _ = try await media.getUserMedia(constraints) as MediaStream
    #expect(old.seen == [["video": ["mandatory": ["minWidth": 640]]]])
  }

  @Test func partialMediaDevicesGetWhatIsMissing() async throws {
    let own = MediaStream()
    let old = OldAPI(.failure(.code(1)))
    let navigator = Navigator(
      mediaDevices: PartialMediaDevices(getUserMedia: { _ in own }),
      entryPoints: EntryPoints(getUserMedia: old.entryPoint(.current)), devices: .synthetic)
    let answer: MediaStream = try await navigator.mediaDevices.getUserMedia(constraints)
    #expect(answer === own)
    let promised = navigator.mediaDevices.promises.getUserMedia(constraints)
    #expect(try await promised.value === own)
    #expect(old.seen.isEmpty)
    #expect(await !navigator.mediaDevices.enumerateDevices().isEmpty)
  }

  @Test func ownGetUserMediaThatThrowsIsHandedOn() async {
    let navigator = Navigator(
      mediaDevices: PartialMediaDevices(getUserMedia: { _ in throw LegacyError.code(7) }),
      entryPoints: EntryPoints())
    await #expect(throws: LegacyError.code(7)) {
      _ = try await navigator.mediaDevices.getUserMedia(constraints) as MediaStream
    }
  }

  /// Numbers, strings and objects as errors, depending on the API's dialect.
  static let oldErrors: [(Dialect, LegacyError, String, String)] = [
    (.string, .code(1), "NotAllowedError", ""),
    (.string, .code(3), "OverconstrainedError", ""),
    (.mozMandatory, .string("PERMISSION_DENIED"), "NotAllowedError", ""),
    (.mozMandatory, .string("NO_DEVICES_FOUND"), "NotFoundError", ""),
    (.moz, .string("HARDWARE_UNAVAILABLE"), "NotReadableError", ""),
    (.webkit, .object(["name": "TrackStartError"]), "NotReadableError", ""),
    (.webkit, .object(["code": 1]), "NotAllowedError", ""),
    (
      .webkit,
      .object(["name": "ConstraintNotSatisfiedError", "constraintName": "minWidth"]),
      "OverconstrainedError", "width"
    ),
    (.webkit, .object([:]), "UnknownError", ""),
    (
      .moz, .object(["name": "NotFoundError", "constraint": "facingMode"]), "OverconstrainedError",
      "facingMode"
    ),
    (.webkit, .string("MeteorError"), "MeteorError", ""),
  ]

  @Test(arguments: oldErrors)
  func oldErrorsBecomeCurrentOnes(
    dialect: Dialect, error: LegacyError, name: String, constraint: String
  ) async {
    let navigator = Navigator(
      entryPoints: EntryPoints(getUserMedia: OldAPI(.failure(error)).entryPoint(dialect)))
    do {
      _ =
        try await navigator.mediaDevices.getUserMedia(.init(audio: true, video: true))
        as MediaStream
      Issue.record("there is a stream")
    } catch {
      #expect((error as? any NamedError)?.name == name)
      #expect((error as? OverconstrainedError)?.constraint ?? "" == constraint)
    }
  }

  @Test(arguments: oldErrors)
  func withoutTranslationErrorsAreHandedOnAsTheyAre(
    dialect: Dialect, error: LegacyError, name: String, constraint: String
  ) async {
    let navigator = Navigator(
      entryPoints: EntryPoints(getUserMedia: OldAPI(.failure(error)).entryPoint(.current)))
    await #expect(throws: error) {
      _ = try await navigator.mediaDevices.getUserMedia(.init(video: true)) as MediaStream
    }
  }

  @Test func outdatedAPITakesNoCurrentConstraintsWithoutTranslation() async throws {
    // What the page warns about: an old browser's own call, without translation.
    let oldBrowser = test.navigator
    func navigator(_ dialect: Dialect) -> Navigator {
      let call = EntryPoint(dialect: dialect) { constraints, success, failure in
        oldBrowser.webkitGetUserMedia(constraints, success) { failure($0) }
      }
      return Navigator(entryPoints: EntryPoints(webkitGetUserMedia: call))
    }
    let impossible = MediaStreamConstraints(video: .init(width: .init(min: 100_000)))
    let error = await #expect(throws: OverconstrainedError.self) {
      _ = try await navigator(.webkit).mediaDevices.getUserMedia(impossible) as MediaStream
    }
    #expect(error?.constraint == "width")
    let unshaped = await #expect(throws: NavigatorUserMediaError.self) {
      _ = try await navigator(.current).mediaDevices.getUserMedia(impossible) as MediaStream
    }
    #expect(unshaped?.name == "ConstraintNotSatisfiedError")
  }
}
