import Testing
import UserMediaConstraints
import UserMediaCore

/// Messages quote names and values from outside; whatever these contain, each message is one line.
@Suite struct ControlCharacterTests {
  private static let name = "wid\nth\r\u{1B}[31m\u{85}\u{2028}\u{202E}\t"
  private static let escaped = #"wid\nth\r\u001b[31m\u0085\u2028\u202e\t"#

  @Test func theyAreEscaped() {
    #expect(Self.name.escapingControls == Self.escaped)
    let plain = "\"naïve\" 👨‍👩‍👧 e\u{301} \\n עברית"
    #expect(plain.escapingControls == plain)
    #expect("".escapingControls.isEmpty)
  }

  static let requests: [ConstraintValue] = [
    ["video": ["mandatory": [name: 1]]],
    ["video": ["mandatory": ["minWidth": 1], "optional": [[name: ["exact": 1]]]]],
    ["video": ["mandatory": [name: ["chromeMediaSource": "screen"]]]],
    ["video": [name: ["mediaSource": "screen"]]],
    [name: ["chromeMediaSource": "screen"]],
    ["video": ["advanced": [[name: ["mozMediaSource": "window"]]]]],
    ["video": ["require": .array([.string(name)])]],
    ["require": .array([.string(name)]), "width": 1],
    ["video": [name: 1, "width": ["ideal": 1, name: 2]]],
    ["video": ["width": ["exact": "\n"]]], ["video": ["optional": [["minWidth": "1\n2"]]]],
    .string(name), .string("audio,\n"),
  ]

  @Test(arguments: [Dialect.auto, .current, .webkit, .moz, .mozMandatory, .string])
  func everyMessageIsOneLine(from: Dialect) {
    for value in Self.requests {
      for to in [Dialect.current, .webkit, .moz, .mozMandatory, .string] {
        for strictness in TranslationOptions.Strictness.allCases {
          check {
            try Translation(value, from: from, to: to, options: .init(strictness: strictness)).notes
              .map(\.description)
          }
        }
      }
      check { ignoredParts(of: value, dialect: from).map(\.description) }
      check {
        _ = try MediaStreamConstraints(value, dialect: from).requestedKinds()
        return []
      }
    }
  }

  @Test func anIdOfADisplayIsEscaped() {
    check {
      var set = MediaTrackConstraintSet()
      set.deviceId = .exact("screen:\n1")
      _ = try MediaStreamConstraints(video: .constraints(.init(basic: set))).requestedKinds()
      return []
    }
  }

  private func check(_ work: () throws -> [String]) {
    do {
      for line in try work() { #expect(line == line.escapingControls) }
    } catch let error as any NamedError {
      #expect(error.message == error.message.escapingControls)
    } catch {
      Issue.record("\(error)")
    }
  }
}
