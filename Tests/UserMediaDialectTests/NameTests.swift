import Testing
import UserMediaConstraints
import UserMediaCore

/// Names of errors and of failed constraints in both directions.
@Suite struct NameTests {
  static let current: [(String, Dialect, String)] = [
    ("PermissionDeniedError", .webkit, "NotAllowedError"),
    ("PERMISSION_DENIED", .mozMandatory, "NotAllowedError"), ("1", .string, "NotAllowedError"),
    ("InvalidStateError", .webkit, "NotAllowedError"),
    ("InvalidStateError", .moz, "InvalidStateError"),
    ("SecurityError", .moz, "NotAllowedError"), ("SecurityError", .webkit, "SecurityError"),
    ("SecurityError", .auto, "SecurityError"), ("DevicesNotFoundError", .auto, "NotFoundError"),
    ("NO_DEVICES_FOUND", .mozMandatory, "NotFoundError"),
    ("ConstraintNotSatisfiedError", .webkit, "OverconstrainedError"),
    ("MANDATORY_UNSATISFIED_ERROR", .string, "OverconstrainedError"),
    ("TrackStartError", .webkit, "NotReadableError"),
    ("InternalError", .moz, "NotReadableError"), ("InternalError", .webkit, "InternalError"),
    ("HARDWARE_UNAVAILABLE", .mozMandatory, "NotReadableError"),
    ("ScreenCaptureError", .webkit, "AbortError"), ("UNKNOWN_ERROR", .mozMandatory, "AbortError"),
    ("NotSupportedError", .moz, "TypeError"), ("NotSupportedError", .webkit, "NotSupportedError"),
    ("NOT_SUPPORTED_ERR", .string, "TypeError"), ("2", .auto, "TypeError"),
    ("MediaDeviceNotSupported", .webkit, "NotSupportedError"),
    ("NotFoundError", .moz, "NotFoundError"), ("SomethingElse", .webkit, "SomethingElse"),
  ]

  @Test(arguments: current)
  func becomesCurrent(name: String, dialect: Dialect, expected: String) {
    #expect(ErrorNames.current(for: name, dialect: dialect) == expected)
  }

  static let legacy: [(String, [Dialect: String])] = [
    (
      "NotAllowedError",
      [
        .current: "NotAllowedError", .auto: "NotAllowedError", .webkit: "PermissionDeniedError",
        .moz: "PermissionDeniedError", .mozMandatory: "PERMISSION_DENIED", .string: "1",
      ]
    ),
    (
      "NotFoundError",
      [
        .webkit: "DevicesNotFoundError", .moz: "NotFoundError", .mozMandatory: "NO_DEVICES_FOUND",
      ]
    ),
    (
      "OverconstrainedError",
      [
        .webkit: "ConstraintNotSatisfiedError", .moz: "NotFoundError",
        .mozMandatory: "NO_DEVICES_FOUND", .string: "3",
      ]
    ),
    (
      "NotReadableError",
      [
        .webkit: "TrackStartError", .moz: "SourceUnavailableError",
        .mozMandatory: "HARDWARE_UNAVAILABLE",
      ]
    ),
    (
      "AbortError",
      [.webkit: "DeviceCaptureError", .moz: "AbortError", .mozMandatory: "UNKNOWN_ERROR"]
    ),
    (
      "TypeError",
      [.webkit: "SyntaxError", .moz: "NotSupportedError", .string: "NOT_SUPPORTED_ERR"]
    ),
  ]

  @Test(arguments: legacy)
  func becomesLegacy(name: String, expected: [Dialect: String]) {
    for (dialect, expected) in expected {
      #expect(ErrorNames.legacy(for: name, dialect: dialect) == expected)
    }
  }

  @Test func theFailedConstraintKeepsItsWrittenName() {
    let value: ConstraintValue = [
      "video": [
        "mandatory": ["minWidth": 640, "maxWidth": 1280, "maxHeight": 720, "sourceId": "a"],
        "optional": [["minHeight": 10]],
      ],
      "audio": ["mandatory": ["googAutoGainControl": true, "foo": 1]],
    ]
    func name(_ name: String, _ failed: ConstraintBound? = nil) -> String {
      ConstraintNames.legacy(for: name, in: value, dialect: .webkit, failed: failed)
    }
    #expect(name("width") == "minWidth")
    #expect(name("width", .min) == "minWidth")
    #expect(name("width", .max) == "maxWidth")
    #expect(name("height", .max) == "maxHeight")
    #expect(name("deviceId") == "sourceId")
    #expect(name("autoGainControl") == "googAutoGainControl")
    #expect(name("foo") == "foo")
    #expect(name("frameRate", .max) == "maxFrameRate")
    #expect(name("noiseSuppression") == "googNoiseSuppression")
    #expect(name("") == "")
    let moz: ConstraintValue = ["video": ["width": ["min": 1], "require": ["width"]]]
    #expect(ConstraintNames.legacy(for: "width", in: moz, dialect: .moz) == "width")
    #expect(
      ConstraintNames.legacy(for: "autoGainControl", in: moz, dialect: .moz) == "mozAutoGainControl"
    )
    #expect(ConstraintNames.legacy(for: "width", in: "video", dialect: .string) == "width")
    #expect(ConstraintNames.current(for: "latencyMs") == "latency")
    #expect(ConstraintNames.current(for: "width") == "width")
  }
}
