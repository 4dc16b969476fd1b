import Testing
import UserMedia

/// Every call interprets constraints of real programs the same way, like Chrome.
@Suite(.timeLimit(.minutes(5))) struct SyntaxAgreementTests {
  private let test = TestNavigator()

  /// The results of each call that accepts such constraints.
  private func answers(to value: ConstraintValue) async -> [String] {
    var answers = [
      await answer { test.navigator.getUserMedia(value, $0, $1) },
      await answer { test.navigator.webkitGetUserMedia(value, $0, $1) },
      await answer { test.navigator.msGetUserMedia(value, $0, $1) },
    ]
    for dialect in [Dialect.auto, .current, .webkit] {
      do {
        let constraints = try MediaStreamConstraints(value, dialect: dialect)
        let stream: MediaStream = try await test.media.getUserMedia(constraints)
        answers.append(describe(stream))
      } catch {
        answers.append((error as? any NamedError).map { describe($0) } ?? "\(error)")
      }
    }
    return answers
  }

  private func answer(
    _ call: (
      @escaping @Sendable (MediaStream) -> Void, @escaping @Sendable (any NamedError) -> Void
    ) -> Void
  ) async -> String {
    let outcome = await withCheckedContinuation { continuation in
      call(
        { continuation.resume(returning: CallOutcome.success($0)) },
        { continuation.resume(returning: .failure($0)) })
    }
    return switch outcome {
    case .success(let stream): describe(stream)
    case .failure(let error): describe(error)
    }
  }

  private func describe(_ stream: MediaStream) -> String {
    defer {
      for track in stream.getTracks() { track.stop() }
    }
    return stream.getTracks().map { track in
      let settings = track.getSettings()
      return track.kind == .audio
        ? "audio \(settings.channelCount ?? 0)"
        : "video \(settings.width ?? 0)x\(settings.height ?? 0) \(settings.facingMode!)"
    }.joined(separator: ", ")
  }

  /// The error by its current name.
  private func describe(_ error: any NamedError) -> String {
    switch error.name {
    case "SyntaxError", "TypeError": "TypeError"
    case "ConstraintNotSatisfiedError", "OverconstrainedError": "OverconstrainedError"
    default: error.name
    }
  }

  @Test(
    arguments: [
      (["audio": ["channelCount": 1, "googEchoCancellation": false]], "audio 1"),
      (["video": ["width": ["min": 1280], "minFrameRate": 15]], "video 1280x720 user"),
      (["video": ["minWidth": 1280]], "video 640x480 user"),
      (["video": ["mandatory": ["minHeight": 720], "advanced": []]], "video 1280x720 user"),
      (["video": ["mandatory": ["minHeight": 720], "width": [:]]], "video 1280x720 user"),
      (["video": ["mandatory": ["minHeight": 720], "googFoo": 1]], "video 1280x720 user"),
      (["video": ["mandatory": ["minHeight": 720], "width": 640]], "TypeError"),
      (["video": ["mandatory": ["minHeight": 720], "facingMode": "user"]], "TypeError"),
      (["video": ["mandatory": ["minHeight": 72000]]], "OverconstrainedError"),
      (["video": ["optional": [["minHeight": 720]]]], "video 1280x720 user"),
      (["video": ["facingMode": "environment"]], "video 640x480 environment"),
      (["video": [:]], "video 640x480 user"),
      (["video": ["optional": [["a": 1, "b": 2]]]], "TypeError"),
    ] as [(ConstraintValue, String)])
  func everyCallAgrees(value: ConstraintValue, expected: String) async {
    let answers = await answers(to: value)
    #expect(answers == Array(repeating: expected, count: 6))
  }
}
