import ConstraintsTestSupport
import Testing
import UserMediaConstraints
import UserMediaCore

/// Translation of individual names of the outdated dialects.
@Suite struct LegacyKeyTests {
  struct Case: Sendable {
    var from = Dialect.webkit
    let input: ConstraintValue
    let output: ConstraintValue
    let notes: [String]
    var options = TranslationOptions()
  }

  private static func audio(
    _ member: ConstraintValue, becomes output: ConstraintValue, _ notes: [String],
    from: Dialect = .webkit, options: TranslationOptions = .init()
  ) -> Case {
    Case(
      from: from, input: ["audio": member], output: ["audio": output], notes: notes,
      options: options)
  }

  private static func video(
    _ member: ConstraintValue, becomes output: ConstraintValue, _ notes: [String],
    from: Dialect = .webkit, options: TranslationOptions = .init()
  ) -> Case {
    Case(
      from: from, input: ["video": member], output: ["video": output], notes: notes,
      options: options)
  }

  static let cases: [Case] = [
    audio(
      ["mandatory": ["latencyMs": 20]], becomes: ["latency": ["exact": 0.02]],
      ["audio.mandatory.latencyMs renamed"]),
    audio(
      ["mandatory": ["echoCancellation": false]], becomes: ["echoCancellation": ["exact": false]],
      ["audio.mandatory.echoCancellation approximated"]),
    audio(
      ["mandatory": ["echoCancellation": false]],
      becomes: [
        "autoGainControl": false, "noiseSuppression": false, "echoCancellation": ["exact": false],
      ],
      ["audio.mandatory.echoCancellation approximated"],
      options: .init(addsImpliedProcessing: true)),
    audio(
      ["mandatory": ["googEchoCancellation": true, "echoCancellation": false]],
      becomes: ["echoCancellation": ["exact": false]],
      [
        "audio.mandatory.googEchoCancellation renamed",
        "audio.mandatory.echoCancellation approximated",
        "audio.mandatory.echoCancellation conflict",
      ]),
    audio(
      ["optional": [["googEchoCancellation": true], ["echoCancellation": true]]],
      becomes: ["advanced": [["echoCancellation": true]]],
      ["audio.optional[0].googEchoCancellation conflict"]),
    audio(
      ["mandatory": ["googDAEchoCancellation": true, "googDucking": false]], becomes: [:],
      [
        "audio.mandatory.googDAEchoCancellation droppedNoEquivalent",
        "audio.mandatory.googDucking droppedNoEquivalent",
      ]),
    audio(
      ["mandatory": ["googDscp": true], "optional": [["DtlsSrtpKeyAgreement": true]]], becomes: [:],
      [
        "audio.mandatory.googDscp droppedOutOfScope",
        "audio.optional[0].DtlsSrtpKeyAgreement droppedOutOfScope",
      ]),
    video(
      ["mandatory": ["minWidth": 1280, "maxWidth": 640]],
      becomes: ["width": ["min": 1280, "max": 640]],
      [
        "video.mandatory.minWidth rangeMerged", "video.mandatory.maxWidth rangeMerged",
        "video.mandatory.width conflict",
      ]),
    video(
      ["mandatory": ["minFrameRate": "29.97fps", "maxFrameRate": 29.97, "maxWidth": 640.9]],
      becomes: ["frameRate": ["exact": 29.97], "width": ["max": 640]],
      [
        "video.mandatory.minFrameRate rangeMerged", "video.mandatory.minFrameRate coerced",
        "video.mandatory.maxFrameRate rangeMerged", "video.mandatory.maxWidth rangeMerged",
        "video.mandatory.maxWidth coerced", "video.mandatory.frameRate requiredToExact",
      ]),
    video(
      ["optional": [["googLeakyBucket": true], ["foo": 1], ["minWidth": 640]]],
      becomes: ["advanced": [["width": ["min": 640]]]],
      [
        "video.optional[0].googLeakyBucket droppedNoEquivalent",
        "video.optional[1].foo droppedUnknown", "video.optional[2].minWidth rangeMerged",
      ]),
    video(
      ["mandatory": ["foo": 1]], becomes: [:], ["video.mandatory.foo droppedUnknown"],
      options: .init(generation: .today)),
    video(
      ["mandatory": ["foo": 1]], becomes: [:], ["video.mandatory.foo droppedUnknown"],
      options: .init(strictness: .lenient)),
    video(
      ["mandatory": ["googFuture": 1], "optional": [["maxFrameRate": 0], ["minWidth": "x"]]],
      becomes: ["advanced": [["frameRate": ["max": 1]]]],
      [
        "video.mandatory.googFuture droppedUnknown", "video.optional[0].maxFrameRate rangeMerged",
        "video.optional[0].maxFrameRate coerced", "video.optional[1].minWidth rangeMerged",
        "video.optional[1].minWidth malformed",
      ], options: .init(generation: .before50)),
    video(
      ["minWidth": 640, "googNoiseReduction": true],
      becomes: ["width": ["min": 640]],
      [
        "video malformed", "video.minWidth rangeMerged",
        "video.googNoiseReduction droppedNoEquivalent",
      ], from: .auto, options: .init(strictness: .lenient)),
    // Members besides Chrome's two parts that request nothing.
    video(
      [
        "mandatory": ["minHeight": 270], "advanced": [], "width": [:], "height": nil,
        "minWidth": 5, "deviceId": ["ideal": []],
      ],
      becomes: ["height": ["min": 270]],
      [
        "video.advanced droppedUnknown", "video.width droppedUnknown",
        "video.height droppedUnknown", "video.minWidth droppedUnknown",
        "video.deviceId droppedUnknown", "video.mandatory.minHeight rangeMerged",
      ], from: .auto),
    // Members of several syntaxes, as accepted by native ports.
    video(
      [
        "mandatory": ["minWidth": 500, "minHeight": 300, "minFrameRate": 30],
        "facingMode": "user", "optional": [],
      ],
      becomes: [
        "width": ["min": 500], "height": ["min": 300], "frameRate": ["min": 30],
        "facingMode": "user",
      ],
      [
        "video malformed", "video.mandatory.minWidth rangeMerged",
        "video.mandatory.minHeight rangeMerged", "video.mandatory.minFrameRate rangeMerged",
      ], from: .auto, options: .init(strictness: .lenient)),
    video(
      ["width": ["min": 640], "height": ["ideal": 480], "minFrameRate": 15],
      becomes: ["width": ["min": 640], "height": 480, "frameRate": ["min": 15]],
      ["video malformed", "video.minFrameRate rangeMerged"], from: .current,
      options: .init(strictness: .lenient)),
    audio(
      [
        "deviceId": ["exact": "m"], "googNoiseSuppression": true,
        "googAutoGainControl": ["exact": false], "latencyMs": 20,
      ],
      becomes: [
        "deviceId": ["exact": "m"], "noiseSuppression": true,
        "autoGainControl": ["exact": false], "latency": 0.02,
      ],
      [
        "audio malformed", "audio.googNoiseSuppression renamed",
        "audio.googAutoGainControl renamed", "audio.latencyMs renamed",
      ], from: .webkit, options: .init(strictness: .lenient)),
    video(
      [
        "optional": [["minWidth": 1280]], "advanced": [["facingMode": "left"]],
        "facingMode": "user", "require": ["facingMode"],
      ],
      becomes: [
        "facingMode": ["exact": "user"],
        "advanced": [["width": ["min": 1280]], ["facingMode": "left"]],
      ],
      ["video malformed", "video.optional[0].minWidth rangeMerged"], from: .auto,
      options: .init(strictness: .lenient)),
    video(
      ["mandatory": nil, "optional": [["sourceId": "a"]]],
      becomes: ["advanced": [["deviceId": "a"]]], ["video.optional[0].sourceId renamed"]),
    Case(
      from: .auto, input: ["audio": "true", "video": "false", "fake": true, "peerIdentity": "x"],
      output: ["audio": true, "video": false],
      notes: [
        "audio coerced", "video coerced", "fake droppedOutOfScope",
        "peerIdentity droppedOutOfScope",
      ]),
    // Firefox 32 to 37.
    video(
      ["facingMode": ["left", "right"], "require": ["facingMode"]],
      becomes: ["facingMode": ["exact": ["left", "right"]]],
      ["video.facingMode requiredToExact"], from: .moz),
    video(
      [
        "mediaSource": "camera", "facingMode": ["user", "left"], "foo": 0,
        "advanced": [["facingMode": ["user"]], ["bar": 0]],
      ],
      becomes: [
        "facingMode": ["user", "left"], "advanced": [["facingMode": "user"], [:]],
      ],
      ["video.foo droppedUnknown", "video.advanced[1].bar droppedUnknown"], from: .moz),
    audio(
      ["foo": 0, "facingMode": "left", "require": ["foo", "facingMode"]], becomes: [:],
      ["audio.foo droppedUnknown", "audio.facingMode droppedUnknown"],
      from: .moz, options: .init(strictness: .lenient)),
    video(
      ["mozMediaSource": "camera", "facingMode": "user", "required": ["facingMode"]],
      becomes: ["facingMode": ["exact": "user"]], ["video.facingMode requiredToExact"],
      from: .auto),
    video(
      ["width": ["min": 640, "max": 640], "require": ["height"]], becomes: ["width": 640],
      ["video.require.height droppedUnknown", "video.width approximated"], from: .moz),
    video(
      ["mandatory": ["facingMode": "user"], "facingMode": "user", "require": ["facingMode"]],
      becomes: ["facingMode": ["exact": "user"]], ["video.facingMode requiredToExact"],
      from: .moz),
    audio(
      ["echoCancelation": true, "volume": 0.5], becomes: ["echoCancellation": true],
      ["audio.echoCancelation renamed", "audio.volume droppedNoEquivalent"], from: .moz),
    // Former spellings of the current syntax.
    audio(
      [
        "mozAutoGainControl": true, "advanced": [["echoCancelation": true, "x": 1]],
        "googNoiseSuppression": ["exact": false], "foo": 1,
      ],
      becomes: [
        "autoGainControl": true, "advanced": [["echoCancellation": true, "x": 1]],
        "googNoiseSuppression": ["exact": false], "foo": 1,
      ],
      [
        "audio.mozAutoGainControl renamed", "audio.advanced[0].echoCancelation renamed",
        "audio.googNoiseSuppression ignored", "audio.foo ignored", "audio.advanced[0].x ignored",
      ], from: .current),
    // Firefox before 32.
    video(
      [
        "mandatory": ["minWidth": 640],
        "optional": [["facingMode": "left"], ["width": 1]],
      ],
      becomes: ["advanced": [["facingMode": "left"]]],
      ["video.mandatory.minWidth droppedUnknown", "video.optional[1].width droppedUnknown"],
      from: .mozMandatory),
  ]

  @Test(arguments: cases)
  func becomesCurrent(example: Case) throws {
    let translation = try Translation(
      example.input, from: example.from, to: .current, options: example.options)
    #expect(translation.value.sorted == example.output.sorted)
    #expect(translation.notes.map { "\($0.path) \($0.kind)" } == example.notes)
  }

  @Test(arguments: translationTable)
  func everyNameIsAccepted(rule: TranslationRule) throws {
    let kind = rule.kinds == .audio ? "audio" : "video"
    let value: ConstraintValue = [kind: ["mandatory": .object([rule.name: 1])]]
    switch rule.meaning {
    case .displayCapture, .mediaSource:
      for strictness in TranslationOptions.Strictness.allCases {
        let error = #expect(throws: DOMException.self) {
          try Translation(
            value, from: .webkit, to: .current, options: .init(strictness: strictness))
        }
        #expect(error?.name == "NotSupportedError")
      }
    case .noEquivalent, .outOfScope:
      let translation = try Translation(value, from: .webkit, to: .current)
      #expect(translation.value == [kind: [:]])
      #expect(translation.notes.map(\.path) == ["\(kind).mandatory.\(rule.name)"])
    case .min(let property), .max(let property), .value(let property), .thousandths(let property):
      let translation = try Translation(value, from: .webkit, to: .current)
      #expect(translation.value[kind]?.members?.keys == [property.rawValue])
      #expect(ConstraintNames.current(for: rule.name) == property.rawValue)
    }
  }
}
