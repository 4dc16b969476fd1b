import ConstraintsTestSupport
import Testing
import UserMediaConstraints
import UserMediaCore

/// Constructs of the current syntax that the worked examples don't cover.
@Suite struct CurrentToLegacyTests {
  struct Case: Sendable {
    let to: Dialect
    let input: ConstraintValue
    let output: ConstraintValue
    var notes: [String] = []
    var devices: [TranslationOptions.Device]?
  }

  private static let cameras = [
    TranslationOptions.Device(deviceId: "m", label: "Front microphone", kind: .audioinput),
    TranslationOptions.Device(deviceId: "f", label: "FRONT camera", kind: .videoinput),
    TranslationOptions.Device(deviceId: "r", label: "Rear camera", kind: .videoinput),
  ]

  static let cases: [Case] = [
    // Chrome.
    Case(
      to: .webkit,
      input: ["audio": ["latency": ["exact": 0.01, "ideal": 0.02], "echoCancellation": "all"]],
      output: [
        "audio": [
          "mandatory": ["latencyMs": 10],
          "optional": [["latencyMs": 20], ["echoCancellation": true]],
        ]
      ], notes: ["audio.latency approximated", "audio.echoCancellation approximated"]),
    Case(
      to: .webkit,
      input: ["video": ["frameRate": ["min": 10, "max": 60, "exact": 30], "zoom": 2, "foo": 1]],
      output: ["video": ["mandatory": ["minFrameRate": 30, "maxFrameRate": 30]]],
      notes: ["video.foo droppedUnknown", "video.zoom droppedNoEquivalent"]),
    Case(
      to: .webkit, input: ["video": ["deviceId": ["exact": ["a", "b"]]]],
      output: ["video": ["mandatory": ["sourceId": "a"]]], notes: ["video.deviceId approximated"]),
    Case(
      to: .webkit, input: ["video": ["deviceId": ["exact": ["a", "r"]]]],
      output: ["video": ["mandatory": ["sourceId": "r"]]], notes: ["video.deviceId approximated"],
      devices: cameras),
    Case(
      to: .webkit,
      input: ["video": ["width": 640.5, "height": ["min": -1], "frameRate": "15"]],
      output: [
        "video": [
          "mandatory": ["minHeight": 0],
          "optional": [
            ["minWidth": 640], ["maxWidth": 640], ["minFrameRate": 15], ["maxFrameRate": 15],
          ],
        ]
      ],
      notes: [
        "video.width coerced", "video.height coerced", "video.frameRate coerced",
        "video.width approximated", "video.frameRate approximated",
      ]),
    Case(
      to: .webkit,
      input: [
        "video": ["advanced": [["deviceId": ["exact": ["a", "b"]]], ["width": ["ideal": 1]], [:]]]
      ],
      output: ["video": ["optional": [["sourceId": "a"], ["sourceId": "b"]]]],
      notes: [
        "video.advanced[0].deviceId approximated", "video.advanced[0] splitSet",
        "video.advanced[1].width droppedNoEquivalent",
      ]),
    Case(
      to: .webkit,
      input: ["audio": ["width": ["exact": 1], "deviceId": []], "video": nil, "x": 1],
      output: ["audio": [:], "video": nil, "x": 1],
      notes: ["audio.width droppedUnknown", "x ignored"]),
    Case(
      to: .webkit,
      input: ["video": ["facingMode": "user", "deviceId": ["exact": ["f", "x"], "ideal": "f"]]],
      output: ["video": ["mandatory": ["sourceId": "f"], "optional": [["sourceId": "f"]]]],
      notes: ["video.deviceId approximated"], devices: cameras),
    Case(
      to: .webkit, input: ["audio": ["advanced": [["echoCancellation": "remote-only"]]]],
      output: ["audio": ["optional": [["echoCancellation": true]]]],
      notes: ["audio.advanced[0].echoCancellation approximated"]),
    Case(
      to: .webkit,
      input: ["video": ["facingMode": "left", "advanced": [["facingMode": "user"]]]],
      output: ["video": ["optional": [["facingMode": "user"], ["facingMode": "left"]]]],
      notes: ["video.advanced[0].facingMode approximated", "video.facingMode approximated"]),
    // Firefox 32 to 37.
    Case(
      to: .moz, input: ["audio": ["advanced": [["echoCancellation": "all"]]]],
      output: ["audio": ["advanced": [["echoCancellation": true]]]],
      notes: ["audio.advanced[0].echoCancellation approximated"]),
    Case(
      to: .moz, input: ["video": ["advanced": [["facingMode": ["left", "user"]]]]],
      output: ["video": ["advanced": [["facingMode": "left"], ["facingMode": "user"]]]],
      notes: ["video.advanced[0].facingMode approximated"]),
    Case(
      to: .moz, input: ["video": ["width": 640, "facingMode": "user"]],
      output: [
        "video": ["advanced": [["width": ["min": 640, "max": 640]], ["facingMode": "user"]]]
      ], notes: ["video.width approximated"]),
    Case(
      to: .moz, input: ["audio": ["autoGainControl": true, "noiseSuppression": ["exact": false]]],
      output: [
        "audio": [
          "mozNoiseSuppression": false, "require": ["mozNoiseSuppression"],
          "advanced": [["mozAutoGainControl": true]],
        ]
      ]),
    Case(
      to: .moz, input: ["video": ["facingMode": ["user", "left"]]],
      output: ["video": ["advanced": [["facingMode": "user"], ["facingMode": "left"]]]]),
    Case(
      to: .moz,
      input: ["video": ["advanced": [["width": 640, "facingMode": ["exact": ["user", "left"]]]]]],
      output: [
        "video": ["advanced": [["width": ["min": 640, "max": 640], "facingMode": "user"]]]
      ], notes: ["video.advanced[0].facingMode approximated"]),
    Case(
      to: .moz, input: ["video": ["deviceId": ["exact": "r"]], "audio": ["deviceId": "m"]],
      output: [
        "video": ["facingMode": "environment", "require": ["facingMode"]],
        "audio": ["advanced": [["deviceId": "m"]]],
      ], notes: ["video.deviceId approximated"], devices: cameras),
    // Firefox before 32.
    Case(
      to: .mozMandatory,
      input: [
        "video": [
          "width": 640, "facingMode": ["exact": "user", "ideal": "left"],
          "advanced": [["facingMode": "right"]],
        ], "audio": true,
      ],
      output: [
        "video": [
          "mandatory": ["facingMode": "user"],
          "optional": [["facingMode": "right"], ["facingMode": "left"]],
        ], "audio": true,
      ], notes: ["video.width droppedNoEquivalent"]),
    // The first drafts.
    Case(
      to: .string,
      input: ["audio": ["deviceId": "x"], "video": ["facingMode": ["ideal": "environment"]]],
      output: "audio,video environment", notes: ["audio.deviceId droppedNoEquivalent"]),
    Case(
      to: .string, input: ["video": ["facingMode": ["user", "left"]], "audio": false],
      output: "video user", notes: ["video.facingMode approximated"]),
    Case(
      to: .string, input: ["video": ["deviceId": "f", "advanced": [[:]]]], output: "video user",
      notes: ["video.deviceId approximated", "video.advanced[0] droppedNoEquivalent"],
      devices: cameras),
  ]

  @Test(arguments: cases)
  func becomesLegacy(example: Case) throws {
    let translation = try Translation(
      example.input, from: .current, to: example.to, options: .init(devices: example.devices))
    #expect(translation.value.sorted == example.output.sorted)
    #expect(translation.notes.map { "\($0.path) \($0.kind)" } == example.notes)
  }

  /// Byte for byte: adapter.js creates each part when it first needs it.
  @Test(arguments: [
    (
      Dialect.webkit, #"{"video":{"width":640,"height":{"min":200}}}"#,
      #"{"video":{"optional":[{"minWidth":640},{"maxWidth":640}],"mandatory":{"minHeight":200}}}"#
    ),
    (
      .webkit, #"{"video":{"height":{"min":200},"width":640}}"#,
      #"{"video":{"mandatory":{"minHeight":200},"optional":[{"minWidth":640},{"maxWidth":640}]}}"#
    ),
    (
      .webkit, #"{"audio":{"mandatory":{"minWidth":1},"autoGainControl":true}}"#,
      #"{"audio":{"mandatory":{"minWidth":1},"googAutoGainControl":true}}"#
    ),
    (
      .moz, #"{"video":{"advanced":[{"zoom":2}],"frameRate":{"exact":50},"width":640}}"#,
      #"{"video":{"advanced":[{"zoom":2},{"width":{"min":640,"max":640}}],"#
        + #""frameRate":{"max":50,"min":50},"require":["frameRate"]}}"#
    ),
    (
      .moz, #"{"audio":{"require":["volume"],"noiseSuppression":true}}"#,
      #"{"audio":{"require":["volume"],"mozNoiseSuppression":true}}"#
    ),
  ]) func adaptersOrderIsKept(to: Dialect, input: String, output: String) throws {
    let translation = try Translation(
      ConstraintValue(json: input), from: .current, to: to,
      options: .init(compatibility: .adapter))
    #expect(translation.value.json == output)
  }

  @Test func aDeviceWithAnotherFacingModeIsNotRequired() throws {
    let value: ConstraintValue = [
      "video": ["facingMode": ["exact": "user"], "deviceId": ["exact": "r"]]
    ]
    let error = #expect(throws: OverconstrainedError.self) {
      try Translation(value, from: .current, to: .webkit, options: .init(devices: Self.cameras))
    }
    #expect(error?.constraint == "facingMode")
  }

  @Test func outdatedDialectsConvertToEachOther() throws {
    let webkit: ConstraintValue = [
      "video": [
        "mandatory": ["minWidth": 640, "maxWidth": 1280], "optional": [["minFrameRate": 60]],
      ]
    ]
    let moz: ConstraintValue = [
      "video": [
        "width": ["min": 640, "max": 1280], "advanced": [["frameRate": ["min": 60]]],
        "require": ["width"],
      ]
    ]
    #expect(try Translation(webkit, from: .auto, to: .moz).value.sorted == moz.sorted)
    #expect(try Translation(moz, from: .auto, to: .webkit).value.sorted == webkit.sorted)
    #expect(
      try Translation("video user,audio", from: .auto, to: .webkit).value
        == ["video": ["optional": [["facingMode": "user"]]], "audio": true])
    #expect(
      try Translation("audio video", from: .string, to: .string).value == "audio video")
  }

  @Test func theConstraintsOfATrackStandAlone() throws {
    #expect(
      try Translation(["width": ["min": 640]], from: .current, to: .webkit).value
        == ["mandatory": ["minWidth": 640]])
    #expect(
      try Translation(["mandatory": ["minWidth": 640, "latencyMs": 1]], from: .auto, to: .current)
        == Translation(
          value: ["width": ["min": 640], "latency": ["exact": 0.001]],
          notes: [
            TranslationNote(
              path: "mandatory.minWidth", kind: .rangeMerged, message: "it is now width.min"),
            TranslationNote(
              path: "mandatory.latencyMs", kind: .renamed,
              message: "it is now latency, in seconds"),
          ]))
    #expect(
      try Translation(
        ["required": ["a"], "a": 1, "b": 2, "advanced": [["c": 3]]], from: .auto, to: .webkit
      ).value == ["mandatory": ["a": 1], "optional": [["c": 3], ["b": 2]]])
    #expect(throws: TypeError.self) {
      try Translation(["required": ["a"]], from: .auto, to: .webkit)
    }
  }
}
