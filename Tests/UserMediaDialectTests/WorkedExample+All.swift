import UserMediaConstraints
import UserMediaCore

extension WorkedExample {
  private static let labelled = [
    TranslationOptions.Device(
      deviceId: "camF", label: "camera2 1, facing front", kind: .videoinput),
    TranslationOptions.Device(deviceId: "camB", label: "camera2 0, facing back", kind: .videoinput),
  ]
  private static let unlabelled = [
    TranslationOptions.Device(deviceId: "A", label: "", kind: .videoinput),
    TranslationOptions.Device(deviceId: "B", label: "", kind: .videoinput),
  ]

  /// Numbered as in the reference's table; if there is a choice, with each alternative.
  static let all: [WorkedExample] = [
    example(
      1, .current, .webkit,
      #"{"video":{"width":1280,"height":{"min":200,"ideal":720,"max":1080},"frameRate":{"exact":50}}}"#,
      #"{"video":{"mandatory":{"minHeight":200,"maxHeight":1080,"minFrameRate":50,"maxFrameRate":50},"optional":[{"minWidth":1280},{"maxWidth":1280},{"minHeight":720},{"maxHeight":720}]}}"#
    ),
    example(
      2, .current, .webkit,
      #"{"audio":{"autoGainControl":true,"echoCancellation":false,"noiseSuppression":{"exact":false}}}"#,
      #"{"audio":{"mandatory":{"googNoiseSuppression":false},"optional":[{"echoCancellation":false},{"googAutoGainControl":true}]}}"#
    ),
    example(
      3, .webkit, .webkit,
      #"{"video":{"mandatory":{"minHeight":200,"maxHeight":1080,"minFrameRate":50,"maxFrameRate":50},"optional":[{"minWidth":1280},{"maxWidth":1280},{"minHeight":720},{"maxHeight":720}]}}"#,
      #"{"video":{"mandatory":{"minHeight":200,"maxHeight":1080,"minFrameRate":50,"maxFrameRate":50},"optional":[{"minWidth":1280},{"maxWidth":1280},{"minHeight":720},{"maxHeight":720}]}}"#
    ),
    example(
      3, .current, .webkit,
      #"{"video":{"mandatory":{"minHeight":200,"maxHeight":1080,"minFrameRate":50,"maxFrameRate":50},"optional":[{"minWidth":1280},{"maxWidth":1280},{"minHeight":720},{"maxHeight":720}]}}"#,
      #"{"video":{"mandatory":{"minHeight":200,"maxHeight":1080,"minFrameRate":50,"maxFrameRate":50},"optional":[{"minWidth":1280},{"maxWidth":1280},{"minHeight":720},{"maxHeight":720}]}}"#,
      options: TranslationOptions(compatibility: .adapter)),
    example(
      4, .webkit, .webkit,
      #"{"audio":{"mandatory":{"googNoiseSuppression":false},"optional":[{"echoCancellation":false},{"googAutoGainControl":true}]}}"#,
      #"{"audio":{"mandatory":{"googNoiseSuppression":false},"optional":[{"echoCancellation":false},{"googAutoGainControl":true}]}}"#
    ),
    example(
      4, .current, .webkit,
      #"{"audio":{"mandatory":{"googNoiseSuppression":false},"optional":[{"echoCancellation":false},{"googAutoGainControl":true}]}}"#,
      #"{"audio":{"mandatory":{"googNoiseSuppression":false},"optional":[{"echoCancellation":false},{"googAutoGainControl":true}]}}"#,
      options: TranslationOptions(compatibility: .adapter)),
    example(
      5, .current, .webkit,
      #"{"video":{"mediaSource":"screen","advanced":[{"facingMode":"user"}],"require":["height","frameRate"]}}"#,
      #"{"video":{"optional":[{"facingMode":"user"}]}}"#,
      options: TranslationOptions(compatibility: .adapter)),
    example(
      5, .current, .webkit,
      #"{"video":{"mediaSource":"screen","advanced":[{"facingMode":"user"}],"require":["height","frameRate"]}}"#,
      .exception("NotSupportedError")),
    example(
      6, .current, .moz,
      #"{"video":{"mediaSource":"screen","width":1280,"height":{"min":200,"ideal":720,"max":1080},"facingMode":"user","frameRate":{"exact":50}}}"#,
      #"{"video":{"mediaSource":"screen","height":{"min":200,"max":1080},"frameRate":{"max":50,"min":50},"advanced":[{"width":{"min":1280,"max":1280}},{"height":{"min":720,"max":720}},{"facingMode":"user"}],"require":["height","frameRate"]}}"#
    ),
    example(
      7, .moz, .moz,
      #"{"video":{"height":{"min":200,"max":1080},"frameRate":{"max":50,"min":50},"advanced":[{"width":{"min":1280,"max":1280}},{"height":{"min":720,"max":720}},{"facingMode":"user"}],"require":["height","frameRate"]}}"#,
      #"{"video":{"height":{"min":200,"max":1080},"frameRate":{"max":50,"min":50},"advanced":[{"width":{"min":1280,"max":1280}},{"height":{"min":720,"max":720}},{"facingMode":"user"}],"require":["height","frameRate"]}}"#
    ),
    example(
      8, .current, .current,
      #"{"video":{"mediaSource":"screen","width":1280,"height":{"min":200,"ideal":720,"max":1080},"facingMode":"user","frameRate":{"exact":50}}}"#,
      #"{"video":{"mediaSource":"screen","width":1280,"height":{"min":200,"ideal":720,"max":1080},"facingMode":"user","frameRate":{"exact":50}}}"#,
      options: TranslationOptions(compatibility: .adapter)),
    example(
      9, .current, .webkit,
      #"{"video":true,"audio":true}"#,
      #"{"video":true,"audio":true}"#),
    example(
      9, .current, .moz,
      #"{"video":true,"audio":true}"#,
      #"{"video":true,"audio":true}"#),
    example(
      10, .current, .webkit,
      #"{"video":{"width":{"min":1024,"ideal":1280,"max":1920},"height":{"min":776,"ideal":720,"max":1080}}}"#,
      #"{"video":{"optional":[{"minWidth":1280},{"maxWidth":1280},{"minHeight":720},{"maxHeight":720}],"mandatory":{"minWidth":1024,"maxWidth":1920,"minHeight":776,"maxHeight":1080}}}"#
    ),
    example(
      11, .current, .moz,
      #"{"video":{"width":{"min":1024,"ideal":1280,"max":1920},"height":{"min":776,"ideal":720,"max":1080}}}"#,
      #"{"video":{"width":{"min":1024,"max":1920},"height":{"min":776,"max":1080},"advanced":[{"width":{"min":1280,"max":1280}},{"height":{"min":720,"max":720}}],"require":["width","height"]}}"#
    ),
    example(
      12, .current, .webkit,
      #"{"video":{"width":{"min":1280},"height":{"min":720}}}"#,
      #"{"video":{"mandatory":{"minWidth":1280,"minHeight":720}}}"#),
    example(
      13, .current, .moz,
      #"{"video":{"width":{"min":1280},"height":{"min":720}}}"#,
      #"{"video":{"width":{"min":1280},"height":{"min":720},"require":["width","height"]}}"#),
    example(
      14, .current, .webkit,
      #"{"video":{"frameRate":{"ideal":10,"max":15}}}"#,
      #"{"video":{"optional":[{"minFrameRate":10},{"maxFrameRate":10}],"mandatory":{"maxFrameRate":15}}}"#
    ),
    example(
      15, .current, .moz,
      #"{"video":{"frameRate":{"ideal":10,"max":15}}}"#,
      #"{"video":{"frameRate":{"max":15},"advanced":[{"frameRate":{"min":10,"max":10}}],"require":["frameRate"]}}"#
    ),
    example(
      16, .current, .webkit,
      #"{"video":{"aspectRatio":{"exact":1.7777777778}}}"#,
      #"{"video":{"mandatory":{"minAspectRatio":1.7777777778,"maxAspectRatio":1.7777777778}}}"#),
    example(
      17, .current, .webkit,
      #"{"video":{"deviceId":"abc"}}"#,
      #"{"video":{"optional":[{"sourceId":"abc"}]}}"#),
    example(
      18, .current, .webkit,
      #"{"video":{"deviceId":{"exact":"abc"}}}"#,
      #"{"video":{"mandatory":{"sourceId":"abc"}}}"#),
    example(
      19, .current, .moz,
      #"{"video":{"deviceId":{"exact":"abc"}}}"#,
      #"{"video":{"deviceId":"abc","require":["deviceId"]}}"#),
    example(
      20, .current, .webkit,
      #"{"video":{"deviceId":["a","b"]}}"#,
      #"{"video":{}}"#,
      notes: [.droppedNoEquivalent],
      options: TranslationOptions(compatibility: .adapter)),
    example(
      20, .current, .webkit,
      #"{"video":{"deviceId":["a","b"]}}"#,
      #"{"video":{"optional":[{"sourceId":"a"},{"sourceId":"b"}]}}"#),
    example(
      21, .current, .webkit,
      #"{"video":{"facingMode":"user"}}"#,
      #"{"video":{"optional":[{"sourceId":"camF"}]}}"#,
      notes: [.approximated],
      options: TranslationOptions(devices: labelled)),
    example(
      22, .current, .webkit,
      #"{"video":{"facingMode":{"exact":"environment"}}}"#,
      #"{"video":{"mandatory":{"sourceId":"camB"}}}"#,
      notes: [.approximated],
      options: TranslationOptions(devices: labelled)),
    example(
      23, .current, .webkit,
      #"{"video":{"facingMode":"environment"}}"#,
      #"{"video":{"optional":[{"sourceId":"B"}]}}"#,
      notes: [.approximated],
      options: TranslationOptions(devices: unlabelled)),
    example(
      24, .current, .webkit,
      #"{"video":{"facingMode":"user"}}"#,
      #"{"video":{}}"#,
      notes: [.droppedNoEquivalent],
      options: TranslationOptions(devices: unlabelled)),
    example(
      24, .current, .webkit,
      #"{"video":{"facingMode":"user"}}"#,
      #"{"video":{}}"#,
      notes: [.droppedNoEquivalent],
      options: TranslationOptions(compatibility: .adapter, devices: unlabelled)),
    example(
      25, .current, .webkit,
      #"{"video":{"facingMode":"left"}}"#,
      #"{"video":{"optional":[{"facingMode":"left"}]}}"#),
    example(
      26, .current, .moz,
      #"{"video":{"facingMode":{"exact":"environment"}}}"#,
      #"{"video":{"facingMode":"environment","require":["facingMode"]}}"#),
    example(
      27, .current, .webkit,
      #"{"video":{"width":{"exact":640},"height":{"exact":480}}}"#,
      #"{"video":{"mandatory":{"minWidth":640,"maxWidth":640,"minHeight":480,"maxHeight":480}}}"#),
    example(
      28, .current, .webkit,
      #"{"video":{"width":{"exact":640,"ideal":800}}}"#,
      #"{"video":{"optional":[{"minWidth":800},{"maxWidth":800}],"mandatory":{"minWidth":640,"maxWidth":640}}}"#
    ),
    example(
      29, .current, .webkit,
      #"{"video":{"width":640,"advanced":[{"width":1920,"height":1280},{"aspectRatio":1.333}]}}"#,
      #"{"video":{"optional":[{"minWidth":640},{"maxWidth":640},{"width":1920,"height":1280},{"aspectRatio":1.333}]}}"#,
      notes: [.orderLost],
      options: TranslationOptions(compatibility: .adapter)),
    example(
      29, .current, .webkit,
      #"{"video":{"width":640,"advanced":[{"width":1920,"height":1280},{"aspectRatio":1.333}]}}"#,
      #"{"video":{"optional":[{"minWidth":1920},{"maxWidth":1920},{"minHeight":1280},{"maxHeight":1280},{"minAspectRatio":1.333},{"maxAspectRatio":1.333},{"minWidth":640},{"maxWidth":640}]}}"#,
      notes: [.splitSet]),
    example(
      30, .current, .moz,
      #"{"video":{"width":640,"advanced":[{"width":1920,"height":1280},{"aspectRatio":1.333}]}}"#,
      #"{"video":{"advanced":[{"width":1920,"height":1280},{"aspectRatio":1.333},{"width":{"min":640,"max":640}}]}}"#,
      options: TranslationOptions(compatibility: .adapter)),
    example(
      30, .current, .moz,
      #"{"video":{"width":640,"advanced":[{"width":1920,"height":1280},{"aspectRatio":1.333}]}}"#,
      #"{"video":{"advanced":[{"width":{"min":1920,"max":1920},"height":{"min":1280,"max":1280}},{"aspectRatio":{"min":1.333,"max":1.333}},{"width":{"min":640,"max":640}}]}}"#
    ),
    example(
      31, .current, .webkit,
      #"{"audio":{"sampleRate":48000,"channelCount":{"ideal":2,"max":2}}}"#,
      .overconstrained("channelCount"),
      options: TranslationOptions(strictness: .lenient)),
    example(
      31, .current, .webkit,
      #"{"audio":{"sampleRate":48000,"channelCount":{"ideal":2,"max":2}}}"#,
      .overconstrained("channelCount")),
    example(
      31, .current, .webkit,
      #"{"audio":{"sampleRate":48000,"channelCount":{"ideal":2,"max":2}}}"#,
      #"{"audio":{"optional":[{"minSampleRate":48000},{"maxSampleRate":48000},{"minChannelCount":2},{"maxChannelCount":2}],"mandatory":{"maxChannelCount":2}}}"#,
      options: TranslationOptions(compatibility: .adapter)),
    example(
      32, .current, .webkit,
      #"{"video":{"width":{}}}"#,
      #"{"video":{}}"#),
    example(
      33, .current, .webkit,
      #"{"video":{"mandatory":{"minWidth":640},"width":1280}}"#,
      .typeError),
    example(
      33, .auto, .current,
      #"{"video":{"mandatory":{"minWidth":640},"width":1280}}"#,
      .typeError),
    example(
      33, .current, .webkit,
      #"{"video":{"mandatory":{"minWidth":640},"width":1280}}"#,
      #"{"video":{"mandatory":{"minWidth":640},"width":1280}}"#,
      notes: [.malformed],
      options: TranslationOptions(compatibility: .adapter)),
    example(
      34, .moz, .webkit,
      #"{"video":{"require":["width"],"width":{"min":640,"max":640},"advanced":[{"height":{"min":480}}]}}"#,
      #"{"video":{"mandatory":{"minWidth":640,"maxWidth":640},"optional":[{"minHeight":480}]}}"#),
    example(
      34, .current, .webkit,
      #"{"video":{"require":["width"],"width":{"min":640,"max":640},"advanced":[{"height":{"min":480}}]}}"#,
      #"{"video":{"mandatory":{"minWidth":640,"maxWidth":640},"optional":[{"height":{"min":480}}]}}"#,
      options: TranslationOptions(compatibility: .adapter)),
    example(
      37, .webkit, .current,
      #"{"video":{"mandatory":{"minWidth":1280,"minHeight":720}}}"#,
      #"{"video":{"width":{"min":1280},"height":{"min":720}}}"#,
      notes: [.rangeMerged, .rangeMerged]),
    example(
      38, .webkit, .current,
      #"{"video":{"mandatory":{"minWidth":640},"optional":[{"minWidth":1280},{"minFrameRate":60}]}}"#,
      #"{"video":{"width":{"min":640},"advanced":[{"width":{"min":1280}},{"frameRate":{"min":60}}]}}"#
    ),
    example(
      39, .webkit, .current,
      #"{"video":{"optional":[{"sourceId":"abc"}]}}"#,
      #"{"video":{"advanced":[{"deviceId":"abc"}]}}"#,
      notes: [.renamed]),
    example(
      40, .webkit, .current,
      #"{"video":{"mandatory":{"sourceId":"abc"}}}"#,
      #"{"video":{"deviceId":{"exact":"abc"}}}"#,
      notes: [.renamed]),
    example(
      41, .webkit, .current,
      #"{"audio":{"mandatory":{"googEchoCancellation":"false"},"optional":[{"googAutoGainControl":true},{"googHighpassFilter":true}]}}"#,
      #"{"audio":{"echoCancellation":{"exact":false},"advanced":[{"autoGainControl":true}]}}"#,
      notes: [.coerced, .renamed, .renamed, .droppedNoEquivalent]),
    example(
      42, .webkit, .current,
      #"{"video":{"mandatory":{"maxWidth":"1280px","minWidth":"x"}}}"#,
      #"{"video":{"width":{"max":1280,"min":0}}}"#,
      notes: [.coerced, .coerced]),
    example(
      42, .webkit, .current,
      #"{"video":{"mandatory":{"maxWidth":"1280px","minWidth":"x"}}}"#,
      .overconstrained("width"),
      options: TranslationOptions(generation: .before50)),
    example(
      43, .webkit, .current,
      #"{"video":{"mandatory":{"width":640}}}"#,
      .overconstrained("width")),
    example(
      43, .webkit, .current,
      #"{"video":{"mandatory":{"width":640}}}"#,
      #"{"video":{"width":{"exact":640}}}"#,
      options: TranslationOptions(strictness: .lenient)),
    example(
      44, .webkit, .current,
      #"{"video":{"optional":[{"minWidth":1280,"minHeight":720}]}}"#,
      .typeError),
    example(
      44, .webkit, .current,
      #"{"video":{"optional":[{"minWidth":1280,"minHeight":720}]}}"#,
      #"{"video":{"advanced":[{"width":{"min":1280},"height":{"min":720}}]}}"#,
      notes: [.malformed],
      options: TranslationOptions(strictness: .lenient)),
    example(
      45, .webkit, .current,
      #"{"video":{"optional":[{"minWidth":1280},{"maxWidth":1280},{"minHeight":720},{"maxHeight":720}]}}"#,
      #"{"video":{"advanced":[{"width":{"min":1280}},{"width":{"max":1280}},{"height":{"min":720}},{"height":{"max":720}}]}}"#
    ),
    example(
      45, .webkit, .current,
      #"{"video":{"optional":[{"minWidth":1280},{"maxWidth":1280},{"minHeight":720},{"maxHeight":720}]}}"#,
      #"{"video":{"width":1280,"height":720}}"#,
      notes: [.approximated, .approximated],
      options: TranslationOptions(foldsIdeals: true)),
    example(
      46, .webkit, .current,
      #"{"video":{"mandatory":{"chromeMediaSource":"desktop","chromeMediaSourceId":"x"}}}"#,
      .exception("NotSupportedError")),
    example(
      46, .webkit, .current,
      #"{"video":{"mandatory":{"chromeMediaSource":"desktop","chromeMediaSourceId":"x"}}}"#,
      .exception("NotSupportedError"),
      options: TranslationOptions(strictness: .lenient)),
    example(
      47, .moz, .current,
      #"{"video":{"height":{"min":200,"max":1080},"frameRate":{"max":50,"min":50},"advanced":[{"width":{"min":1280,"max":1280}},{"height":{"min":720,"max":720}},{"facingMode":"user"}],"require":["height","frameRate"]}}"#,
      #"{"video":{"height":{"min":200,"max":1080},"frameRate":{"exact":50},"advanced":[{"width":{"min":1280,"max":1280}},{"height":{"min":720,"max":720}},{"facingMode":"user"}]}}"#,
      notes: [.requiredToExact]),
    example(
      48, .moz, .current,
      #"{"video":{"width":{"min":320,"max":1280},"facingMode":"user"}}"#,
      #"{"video":{"facingMode":"user","advanced":[{"width":{"min":320,"max":1280}}]}}"#,
      notes: [.splitSet]),
    example(
      49, .mozMandatory, .current,
      #"{"video":{"mandatory":{"facingMode":"environment","minWidth":640}}}"#,
      #"{"video":{"facingMode":{"exact":"environment"}}}"#,
      notes: [.droppedUnknown]),
    example(
      50, .string, .current,
      #""video user, audio""#,
      #"{"video":{"facingMode":"user"},"audio":true}"#),
    example(
      50, .auto, .current,
      #""video user, audio""#,
      #"{"video":{"facingMode":"user"},"audio":true}"#),
    example(
      51, .webkit, .current,
      #"{"video":{"mandatory":{"width":{"min":640},"height":{"min":480}},"optional":[{"width":650},{"width":{"min":650}},{"frameRate":60},{"width":{"max":800}},{"facingMode":"user"}]}}"#,
      #"{"video":{"width":{"min":640},"height":{"min":480},"advanced":[{"width":650},{"width":{"min":650}},{"frameRate":60},{"width":{"max":800}},{"facingMode":"user"}]}}"#
    ),
    example(
      52, .webkit, .moz,
      #"{"mandatory":{"width":25},"optional":[{"foo":"bar"}]}"#,
      #"{"required":["width"],"width":25,"advanced":[{"foo":"bar"}]}"#),
    example(
      52, .moz, .webkit,
      #"{"required":["width"],"width":25,"advanced":[{"foo":"bar"}]}"#,
      #"{"mandatory":{"width":25},"optional":[{"foo":"bar"}]}"#),
  ]

  private static func example(
    _ number: Int, _ from: Dialect, _ to: Dialect, _ input: String, _ output: Outcome,
    notes: [TranslationNote.Kind] = [], options: TranslationOptions = .init()
  ) -> WorkedExample {
    WorkedExample(
      number: number, from: from, to: to, input: input, output: output, notes: notes,
      options: options)
  }
}
