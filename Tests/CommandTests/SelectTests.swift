import Foundation
import Testing
import UserMedia

/// `select` on a small devices file.
@Suite struct SelectTests {
  private func select(
    _ lines: [String], among devices: DevicesText, _ arguments: String...
  ) throws -> [ConstraintValue] {
    let run = try Command(
      ["select", "--devices-file", devices.path] + arguments,
      input: lines.map { $0 + "\n" }.joined())
    #expect(run.status == 0, "\(run.errorOutput)")
    let answers = try run.jsonLines
    try #require(answers.count == lines.count)
    return answers
  }

  private func devices() throws -> DevicesText {
    try DevicesText(DevicesText.front, DevicesText.back, DevicesText.microphone)
  }

  @Test func printsDeviceSettingsAndDistancePerKind() throws {
    let answer = try select([#"{"video":true,"audio":true}"#], among: devices())[0]
    #expect(
      answer == [
        "audio": [
          "deviceId": "mic", "label": "Microphone",
          "settings": [
            "sampleRate": 48000, "sampleSize": 16, "echoCancellation": true,
            "autoGainControl": false, "noiseSuppression": true, "latency": 0.02,
            "channelCount": 2, "deviceId": "mic", "groupId": "g1",
          ],
          "fitnessDistance": 0,
        ],
        "video": [
          "deviceId": "front", "label": "Front",
          "settings": [
            "width": 640, "height": 480, "aspectRatio": 1.3333333333, "frameRate": 30,
            "facingMode": "user", "resizeMode": "none", "deviceId": "front", "groupId": "g1",
          ],
          "fitnessDistance": 0,
          "mode": ["width": 640, "height": 480, "frameRate": 30, "pixelFormat": "YUYV"],
        ],
      ])
  }

  /// Constraints on a camera, the selected device, and its distance.
  private static let distances: [(String, String, Double)] = [
    // 1: an unknown name.
    (#"{"nonsense":{"exact":1}}"#, "front", 0),
    // 2: required and met.
    (#"{"width":{"min":1300}}"#, "back", 0), (#"{"frameRate":{"exact":30}}"#, "front", 0),
    (#"{"deviceId":{"exact":"back"}}"#, "back", 0),
    // 3: on a property of the other kind.
    (#"{"sampleRate":{"exact":1}}"#, "front", 0),
    // 4: a boolean for another type.
    (#"{"pan":true}"#, "front", 1), (#"{"pan":false}"#, "front", 0),
    // 5: a missing setting.
    (#"{"brightness":10}"#, "front", 1),
    // 6: no ideal value; an empty list or dictionary.
    (#"{"width":{"max":700}}"#, "front", 0), (#"{"width":{}}"#, "front", 0),
    // 7: a number.
    (#"{"width":2560,"resizeMode":"none","height":{"ideal":1080}}"#, "back", 0.25),
    (#"{"frameRate":60,"resizeMode":"none"}"#, "front", 0.5),
    (#"{"frameRate":27,"width":1920}"#, "back", 2.0 / 27),
    // 8: a string; one of a list is enough.
    (#"{"facingMode":"environment"}"#, "front", 1),
    (#"{"facingMode":["left","user"]}"#, "front", 0),
    (#"{"deviceId":"back"}"#, "back", 0), (#"{"groupId":"g2"}"#, "back", 0),
  ]

  @Test func distanceRules() throws {
    let answers = try select(
      Self.distances.map { #"{"video":\#($0.0)}"# }, among: devices())
    try #require(answers.count == Self.distances.count)
    for (answer, (constraints, device, distance)) in zip(answers, Self.distances) {
      #expect(answer["video"]?["deviceId"]?.text == device, "\(constraints)")
      let actual = try #require(answer["video"]?["fitnessDistance"]?.double)
      #expect(abs(actual - distance) < 1e-9, "\(constraints): \(actual)")
    }
  }

  @Test func theModeIsTheSourceOfTheSettings() throws {
    let answers = try select(
      [
        #"{"video":{"width":1280,"height":720}}"#, #"{"video":{"width":{"exact":600}}}"#,
        #"{"video":{"frameRate":{"exact":10},"width":{"exact":1280}}}"#,
      ], among: DevicesText(DevicesText.front))
    #expect(
      answers.map { $0["video"]?["mode"] } == [
        ["width": 1280, "height": 720, "frameRate": 30, "pixelFormat": "MJPG"],
        ["width": 640, "height": 480, "frameRate": 30, "pixelFormat": "YUYV"],
        ["width": 1280, "height": 720, "frameRate": 10, "pixelFormat": "YUYV"],
      ])
  }

  @Test func advancedSetsNarrowWithoutDistance() throws {
    let answers = try select(
      [
        #"{"video":{"width":640,"advanced":[{"width":1920}]}}"#,
        #"{"video":{"advanced":[{"width":5000},{"frameRate":{"max":20}},{"facingMode":"user"}]}}"#,
      ], among: devices())
    #expect(answers[0]["video"]?["deviceId"]?.text == "back")
    #expect(answers[0]["video"]?["fitnessDistance"]?.double == (1920.0 - 640) / 1920)
    #expect(answers[1]["video"]?["deviceId"]?.text == "front")
    #expect(answers[1]["video"]?["settings"]?["frameRate"]?.double == 15)
  }

  @Test func errorsNameTheConstraintAndAllFailures() throws {
    let answer = try select(
      [#"{"video":{"facingMode":{"exact":"left"},"width":{"min":5000}}}"#], among: devices())[0]
    let error = answer["error"]
    #expect(error?["name"] == "OverconstrainedError")
    #expect(error?["constraint"] == "facingMode")
    #expect(
      error?["failures"] == [
        ["constraint": "facingMode", "nearest": "user"],
        ["constraint": "width", "nearest": 1920],
      ])
  }

  @Test func onlyTheCombinationFails() throws {
    let answer = try select(
      [#"{"video":{"facingMode":{"exact":"user"},"frameRate":{"exact":22},"width":{"min":1900}}}"#],
      among: devices())[0]
    #expect(answer["error"]?["constraint"] == "width")
    #expect(answer["error"]?["failures"] == nil)
  }

  @Test func requestErrors() throws {
    let answers = try select(
      [
        "{}", #"{"video":false}"#, "", "no JSON", #"{"video":{"zoom":{"min":1}}}"#,
        #"{"audio":true}"#, #"{"video":{"width":{"min":9},"height":1},"audio":false}"#,
      ], among: DevicesText(DevicesText.front))
    #expect(
      answers.map { $0["error"]?["name"]?.text } == [
        "TypeError", "TypeError", "TypeError", "TypeError", "TypeError", "NotFoundError", nil,
      ])
  }

  @Test func outdatedSyntaxes() throws {
    let requests = [
      ("webkit", #"{"video":{"mandatory":{"minWidth":1300}}}"#),
      ("moz", #"{"video":{"width":{"min":1300},"require":["width"]}}"#),
      ("string", #""video environment""#),
    ]
    for (dialect, line) in requests {
      let answer = try select([line], among: devices(), "--dialect", dialect)[0]
      #expect(
        answer["video"]?["deviceId"] == (dialect == "string" ? "front" : "back"), "\(answer)")
    }
  }

  @Test func aMonitorIsSelectedOnlyByItsId() throws {
    let devices = try DevicesText(
      #"{"kind":"audioinput","deviceId":"monitor","monitor":true,"default":true}"#,
      #"{"kind":"audiooutput","deviceId":"speaker"}"#, DevicesText.microphone)
    let answers = try select(
      [#"{"audio":true}"#, #"{"audio":{"deviceId":"monitor"}}"#], among: devices)
    #expect(answers.map { $0["audio"]?["deviceId"]?.text } == ["mic", "monitor"])
  }

  @Test func theDefaultDeviceCanBeNamed() throws {
    let devices = try DevicesText(
      DevicesText.microphone, #"{"kind":"audioinput","deviceId":"usual","default":true}"#)
    let answers = try select(
      [
        #"{"audio":{"deviceId":{"exact":"default"}}}"#, #"{"audio":{"deviceId":"mic"}}"#,
        #"{"audio":{"deviceId":["mic","default"],"sampleSize":{"exact":16}}}"#,
      ], among: devices)
    #expect(answers.map { $0["audio"]?["deviceId"]?.text } == ["usual", "mic", "mic"])
  }

  @Test func wrongUsage() throws {
    #expect(try Command(["select"]).status == 64)
    #expect(try Command(["select", "--devices-file", "-"]).status == 64)
    #expect(try Command(["select", "--devices-file", "/nowhere"]).status == 2)
  }
}
