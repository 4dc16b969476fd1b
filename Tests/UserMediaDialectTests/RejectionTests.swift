import Testing
import UserMediaConstraints
import UserMediaCore

/// Constraints that every translation rejects.
@Suite struct RejectionTests {
  static let malformed: [(Dialect, ConstraintValue)] = [
    (.current, nil), (.current, 1), (.current, []), (.auto, true), (.webkit, "audio"),
    (.string, ["audio": true]), (.string, ""), (.auto, "foo"), (.string, "user"),
    (.webkit, ["video": ["mandatory": 1]]), (.webkit, ["video": ["optional": [:]]]),
    (.webkit, ["video": ["optional": [[:]]]]), (.webkit, ["video": ["optional": [1]]]),
    (.webkit, ["video": ["optional": [["a": 1, "b": 2]]]]),
    (.auto, ["video": ["mandatory": ["minWidth": 1], "width": 1]]),
    (.auto, ["video": ["optional": [], "advanced": [[:]]]]),
    (.auto, ["video": ["mandatory": [:], "facingMode": ""]]),
    (.current, ["video": ["mandatory": [:], "require": []]]),
    (.moz, ["video": ["require": "width"]]), (.moz, ["video": ["advanced": 1, "require": []]]),
    (.mozMandatory, ["video": ["mandatory": []]]),
  ]

  @Test(arguments: malformed)
  func brokenSyntaxIsATypeError(from: Dialect, value: ConstraintValue) {
    #expect(throws: TypeError.self) { try Translation(value, from: from, to: .current) }
  }

  @Test(arguments: [
    ConstraintValue.object(["video": ["advanced": 1]]),
    .object(["video": ["advanced": [1]]]),
    .object(["video": ["frameRate": .number(.infinity)]]),
    .object(["video": ["frameRate": "fast"]]),
  ])
  func currentSyntaxThatCannotBeReadIsATypeError(value: ConstraintValue) {
    for to in [Dialect.webkit, .moz, .mozMandatory, .string] {
      #expect(throws: TypeError.self) { try Translation(value, from: .current, to: to) }
    }
  }

  @Test func theOldestChromeAcceptsNothingElse() {
    let options = TranslationOptions(generation: .before50)
    for value: ConstraintValue in [
      ["video": ["width": 640]], ["video": ["mandatory": nil]],
      ["video": ["mandatory": [:], "foo": 1]], ["video": ["minWidth": 640]],
      ["video": ["mandatory": [:], "advanced": []]], ["audio": ["googDucking": true]],
    ] {
      #expect(throws: TypeError.self) {
        try Translation(value, from: .webkit, to: .current, options: options)
      }
    }
    for member: ConstraintValue in [
      ["maxFrameRate": 0], ["minFrameRate": -1], ["maxAspectRatio": 0.01], ["minHeight": "1px"],
    ] {
      #expect(throws: OverconstrainedError.self) {
        try Translation(
          ["video": ["mandatory": member]], from: .webkit, to: .current, options: options)
      }
    }
  }

  @Test func longStringsAndListsAreTypeErrors() throws {
    let text = String(repeating: "é", count: 500)
    let list = ConstraintValue.array(Array(repeating: "a", count: 100))
    let fine: ConstraintValue = ["video": ["deviceId": .string(text), "facingMode": list]]
    #expect(try Translation(fine, from: .current, to: .current).value == fine)
    for value: ConstraintValue in [
      ["video": ["deviceId": .string(text + "x")]],
      ["video": ["facingMode": .array(Array(repeating: "a", count: 101))]],
      ["video": ["advanced": .array(Array(repeating: [:], count: 101))]],
    ] {
      for to in [Dialect.current, .webkit, .moz] {
        #expect(throws: TypeError.self) { try Translation(value, from: .auto, to: to) }
      }
    }
  }

  static let unknown: [(Dialect, ConstraintValue, String)] = [
    (.webkit, ["video": ["mandatory": ["foo": 1]]], "foo"),
    (.webkit, ["audio": ["mandatory": ["googFuture": 1]]], "googFuture"),
    (.moz, ["video": ["require": ["foo"]]], "foo"),
    (.moz, ["video": ["foo": 0, "require": ["foo"]]], "foo"),
    (.moz, ["audio": ["foo": 0, "require": ["foo"]]], "foo"),
    (.moz, ["audio": ["facingMode": "left", "require": ["facingMode"]]], "facingMode"),
    (.moz, ["video": ["minWidth": 640, "require": ["minWidth"]]], "width"),
  ]

  @Test(arguments: unknown)
  func unknownRequiredNamesAreOverconstrained(
    from: Dialect, value: ConstraintValue, constraint: String
  ) {
    let error = #expect(throws: OverconstrainedError.self) {
      try Translation(value, from: from, to: .current)
    }
    #expect(error?.constraint == constraint)
  }

  static let inexpressible: [(Dialect, ConstraintValue, String)] = [
    (.webkit, ["audio": ["sampleRate": ["exact": 48000]]], "sampleRate"),
    (.webkit, ["video": ["resizeMode": ["exact": "none"]]], "resizeMode"),
    (.webkit, ["audio": ["latency": ["max": 0.01]]], "latency"),
    (.webkit, ["audio": ["latency": ["exact": 0.0125]]], "latency"),
    (.webkit, ["audio": ["echoCancellation": ["exact": "all"]]], "echoCancellation"),
    (.webkit, ["video": ["deviceId": ["exact": []]]], "deviceId"),
    (.moz, ["video": ["groupId": ["exact": "g"]]], "groupId"),
    (.moz, ["video": ["deviceId": ["exact": ["a", "b"]]]], "deviceId"),
    (.mozMandatory, ["video": ["width": ["min": 640]]], "width"),
    (.string, ["video": ["deviceId": ["exact": "a"]]], "deviceId"),
    (.string, ["video": ["facingMode": ["exact": "left"]]], "facingMode"),
    (.string, ["video": ["facingMode": ["exact": "user"]]], "facingMode"),
  ]

  @Test(arguments: inexpressible)
  func inexpressibleRequirementsFail(
    to: Dialect, value: ConstraintValue, constraint: String
  ) throws {
    let error = #expect(throws: OverconstrainedError.self) {
      try Translation(value, from: .current, to: to)
    }
    #expect(error?.constraint == constraint)
    let lenient = #expect(throws: OverconstrainedError.self) {
      try Translation(value, from: .current, to: to, options: .init(strictness: .lenient))
    }
    #expect(lenient?.constraint == constraint)
  }

  @Test(arguments: [Dialect.current, .webkit, .mozMandatory, .string])
  func aScreenNeverBecomesACamera(to: Dialect) {
    for (from, value): (Dialect, ConstraintValue) in [
      (.moz, ["video": ["mediaSource": "screen"]]),
      (.moz, ["video": ["mozMediaSource": "window", "require": []]]),
      (.moz, ["video": ["browserWindow": 1]]),
      (.webkit, ["video": ["mandatory": [:], "mediaSource": "screen"]]),
      (.webkit, ["video": ["optional": [], "chromeMediaSource": "screen"]]),
      (.mozMandatory, ["video": ["mediaSource": "screen", "mandatory": ["facingMode": "user"]]]),
      (.mozMandatory, ["video": ["mandatory": ["mozMediaSource": "window"]]]),
    ] where from != to {
      for strictness in TranslationOptions.Strictness.allCases {
        let error = #expect(throws: DOMException.self) {
          try Translation(value, from: from, to: to, options: .init(strictness: strictness))
        }
        #expect(error?.name == "NotSupportedError")
      }
    }
    #expect(throws: DOMException.self) {
      try Translation(["audio": true, "picture": true], from: .mozMandatory, to: .current)
    }
  }

  @Test func autoIsNoTarget() {
    #expect(throws: TypeError.self) { try Translation([:], from: .current, to: .auto) }
  }
}
