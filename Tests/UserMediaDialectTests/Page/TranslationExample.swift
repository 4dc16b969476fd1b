import UserMediaConstraints

/// Constraints whose translations the page shows.
struct TranslationExample {
  let title: String
  let value: ConstraintValue
  var dialect = Dialect.current
  var strictness = TranslationOptions.Strictness.strict

  /// Each form of the current syntax.
  static let current = [
    Self(title: "Any device", value: ["audio": true, "video": true]),
    Self(title: "A bare number: a preference", value: ["video": ["width": 1280]]),
    Self(title: "A smallest value", value: ["video": ["width": ["min": 640]]]),
    Self(
      title: "A range with a preference in it",
      value: ["video": ["frameRate": ["min": 15, "ideal": 30, "max": 60]]]),
    Self(title: "An exact number", value: ["video": ["width": ["exact": 1280]]]),
    Self(title: "One of several devices", value: ["video": ["deviceId": ["exact": ["a", "b"]]]]),
    Self(title: "A preferred device", value: ["audio": ["deviceId": "a"]]),
    Self(title: "A preferred direction", value: ["video": ["facingMode": "user"]]),
    Self(
      title: "A required direction", value: ["video": ["facingMode": ["exact": "environment"]]]),
    Self(
      title: "Sound as it is",
      value: [
        "audio": [
          "echoCancellation": ["exact": false], "autoGainControl": false,
          "noiseSuppression": false,
        ]
      ]),
    Self(title: "A mode of echo cancellation", value: ["audio": ["echoCancellation": "all"]]),
    Self(title: "Seconds of latency", value: ["audio": ["latency": ["max": 0.02]]]),
    Self(
      title: "Sets in order",
      value: [
        "video": [
          "width": ["min": 640],
          "advanced": [["width": 1920, "height": 1080], ["aspectRatio": 1.5]],
        ]
      ]),
    Self(
      title: "What nobody could say then: preferred", value: ["video": ["resizeMode": "none"]]),
    Self(
      title: "What nobody could say then: required",
      value: ["video": ["resizeMode": ["exact": "none"]]]),
  ]

  /// The constructs of old code.
  static let outdated = [
    Self(title: "The first drafts", value: "video user, audio", dialect: .string),
    Self(
      title: "Required bounds",
      value: ["video": ["mandatory": ["minWidth": 640, "maxWidth": 1280, "minHeight": 480]]],
      dialect: .webkit),
    Self(
      title: "Equal bounds",
      value: ["video": ["mandatory": ["minWidth": 1280, "maxWidth": 1280]]], dialect: .webkit),
    Self(
      title: "Optional constraints, in order",
      value: ["video": ["optional": [["minWidth": 1280], ["maxFrameRate": 30]]]],
      dialect: .webkit),
    Self(
      title: "A device of Chrome's list", value: ["audio": ["optional": [["sourceId": "a"]]]],
      dialect: .webkit),
    Self(
      title: "Chrome's processing of sound",
      value: [
        "audio": [
          "mandatory": ["googEchoCancellation": false],
          "optional": [["googAutoGainControl": false], ["googHighpassFilter": true]],
        ]
      ], dialect: .webkit),
    Self(
      title: "Numbers as text", value: ["video": ["mandatory": ["minWidth": "640px"]]],
      dialect: .webkit),
    Self(
      title: "A name that Chrome did not have, required",
      value: ["video": ["mandatory": ["minZoom": 2]]], dialect: .webkit),
    Self(
      title: "A screen in Chrome",
      value: ["video": ["mandatory": ["chromeMediaSource": "screen"]]], dialect: .webkit),
    Self(
      title: "Firefox 32 to 37",
      value: [
        "video": [
          "width": ["min": 640, "max": 1280], "facingMode": "user", "require": ["width"],
        ]
      ], dialect: .moz),
    Self(
      title: "A screen in Firefox", value: ["video": ["mediaSource": "screen"]], dialect: .moz),
    Self(
      title: "Firefox before 32", value: ["video": ["mandatory": ["facingMode": "user"]]],
      dialect: .mozMandatory),
    Self(
      title: "Chrome's names among current ones, which it has ignored since version 50",
      value: ["audio": ["channelCount": 1, "googEchoCancellation": false]], dialect: .auto),
    Self(
      title: "Beside what asks for nothing",
      value: ["video": ["mandatory": ["minHeight": 270], "advanced": []]], dialect: .webkit),
    Self(
      title: "Beside what asks for something",
      value: ["video": ["mandatory": ["minHeight": 270], "facingMode": "user"]], dialect: .webkit),
    Self(
      title: "Spellings of 2013 to 2016",
      value: ["audio": ["echoCancelation": true, "volume": 1], "video": ["sourceId": "a"]]),
  ]

  /// Mixed forms, accepted by lenient reading.
  static let mixed = [
    Self(
      title: "A native port's",
      value: ["video": ["mandatory": ["minWidth": 500], "facingMode": "user", "optional": []]],
      dialect: .auto, strictness: .lenient),
    Self(
      title: "Flat bounds are required",
      value: ["video": ["width": ["min": 640], "minFrameRate": 15]], dialect: .auto,
      strictness: .lenient),
    Self(
      title: "Flat values are preferred",
      value: ["audio": ["deviceId": ["exact": "m"], "googNoiseSuppression": true]], dialect: .auto,
      strictness: .lenient),
  ]
}
