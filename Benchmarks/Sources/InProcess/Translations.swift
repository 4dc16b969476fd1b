import UserMedia

/// Translation of a constraint value in memory.
enum Translations {
  static func figures() throws -> [Figure] {
    let examples: [(String, ConstraintValue, Dialect, Dialect)] = [
      (
        "current to webkit",
        [
          "audio": ["echoCancellation": ["exact": false], "deviceId": "a"],
          "video": [
            "width": ["min": 640, "ideal": 1280], "frameRate": 30,
            "advanced": [["height": 1080]],
          ],
        ], .current, .webkit
      ),
      (
        "webkit to current",
        [
          "audio": ["mandatory": ["googEchoCancellation": false]],
          "video": [
            "mandatory": ["minWidth": 640, "maxWidth": 1280],
            "optional": [["minFrameRate": 30], ["sourceId": "a"]],
          ],
        ], .webkit, .current
      ),
      (
        "moz to current",
        [
          "video": [
            "width": ["min": 640, "max": 1280], "facingMode": "user", "require": ["width"],
          ]
        ],
        .moz, .current
      ),
    ]
    return try examples.flatMap { name, value, from, to in
      let cost = try Measurement(calls: 10_000) { _ = try Translation(value, from: from, to: to) }
      return [
        Figure(group: "translate a value", name: name, unit: "µs", value: cost.microseconds),
        Figure(
          group: "translate a value", name: name, unit: "allocations", value: cost.allocations),
      ]
    }
  }
}
