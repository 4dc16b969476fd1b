import UserMedia

/// One example of the 2016 MDN page, in its outdated and its current form.
struct PageExample {
  let title: String
  /// The call that ``outdated`` is written for.
  let dialect: OutdatedCall
  let outdated: LegacyConstraints
  let current: MediaStreamConstraints
  /// The navigator to use instead of the program's own.
  var elsewhere: Navigator?

  /// The prefixed calls.
  enum OutdatedCall: String {
    case webkit = "webkitGetUserMedia"
    case moz = "mozGetUserMedia"
  }

  /// The page's examples, in its order.
  static let all = [
    PageExample(
      title: "any camera and microphone", dialect: .webkit,
      outdated: ["audio": true, "video": true],
      current: .init(audio: true, video: true)),
    PageExample(
      title: "prefer 1280x720", dialect: .webkit,
      outdated: [
        "audio": true,
        "video": [
          "optional": [
            ["minWidth": 1280], ["maxWidth": 1280], ["minHeight": 720], ["maxHeight": 720],
          ]
        ],
      ],
      current: .init(audio: true, video: .init(width: 1280, height: 720))),
    PageExample(
      title: "the same, with advanced sets", dialect: .moz,
      outdated: [
        "audio": true,
        "video": [
          "advanced": [
            ["width": ["min": 1280, "max": 1280]], ["height": ["min": 720, "max": 720]],
          ]
        ],
      ],
      current: .init(
        audio: true, video: .init(width: .init(ideal: 1280), height: .init(ideal: 720)))),
    PageExample(
      title: "require at least 1280x720", dialect: .webkit,
      outdated: ["audio": true, "video": ["mandatory": ["minWidth": 1280, "minHeight": 720]]],
      current: .init(
        audio: true, video: .init(width: .init(min: 1280), height: .init(min: 720)))),
    PageExample(
      title: "a range with an ideal", dialect: .moz,
      outdated: [
        "audio": true,
        "video": [
          "width": ["min": 1024, "max": 1920], "height": ["min": 576, "max": 1080],
          "require": ["width", "height"],
          "advanced": [
            ["width": ["min": 1280, "max": 1280]], ["height": ["min": 720, "max": 720]],
          ],
        ],
      ],
      current: .init(
        audio: true,
        video: .init(
          width: .init(min: 1024, ideal: 1280, max: 1920),
          height: .init(min: 576, ideal: 720, max: 1080)))),
    PageExample(
      title: "prefer the front camera", dialect: .moz,
      outdated: ["audio": true, "video": ["facingMode": "user"]],
      current: .init(audio: true, video: .init(facingMode: "user"))),
    PageExample(
      title: "require the rear camera", dialect: .moz,
      outdated: [
        "audio": true, "video": ["facingMode": "environment", "require": ["facingMode"]],
      ],
      current: .init(audio: true, video: .init(facingMode: .exact("environment")))),
    PageExample(
      title: "10 frames a second, at most 15", dialect: .webkit,
      outdated: [
        "video": [
          "mandatory": ["maxFrameRate": 15],
          "optional": [["minFrameRate": 10], ["maxFrameRate": 10]],
        ]
      ],
      current: .init(video: .init(frameRate: .init(ideal: 10, max: 15)))),
    PageExample(
      title: "a size that no camera supports", dialect: .webkit,
      outdated: ["video": ["mandatory": ["minWidth": 100_000]]],
      current: .init(video: .init(width: .init(min: 100_000)))),
    PageExample(
      title: "neither audio nor video", dialect: .webkit,
      outdated: ["audio": false, "video": false], current: .init(audio: false, video: false)),
    PageExample(
      title: "without a camera", dialect: .webkit,
      outdated: ["video": true], current: .init(video: true),
      elsewhere: Navigator(devices: .synthetic([.microphone()]))),
    PageExample(
      title: "without permission", dialect: .webkit,
      outdated: ["video": true], current: .init(video: true),
      elsewhere: Navigator(devices: .synthetic, permissions: DenyPermission())),
  ]
}
