import UserMedia

/// The constraints in MIGRATION.md, verbatim.
enum ConstraintSnippets {
  static let bothWithoutWishes =
    MediaStreamConstraints(audio: true, video: true)

  static let preferredSizeBefore: LegacyConstraints =
    ["audio": true, "video": ["optional": [["minWidth": 1280], ["minHeight": 720]]]]

  static let preferredSize =
    MediaStreamConstraints(audio: true, video: .init(width: 1280, height: 720))

  static let requiredSizeInChrome: LegacyConstraints =
    ["audio": true, "video": ["mandatory": ["minWidth": 1280, "minHeight": 720]]]

  // swift-format-ignore
  static let requiredSizeInFirefox: LegacyConstraints =
    ["audio": true, "video": ["width": ["min": 1280], "height": ["min": 720], "require": ["width", "height"]]]

  static let requiredSize =
    MediaStreamConstraints(
      audio: true, video: .init(width: .init(min: 1280), height: .init(min: 720)))

  static let rangeWithIdeal =
    MediaStreamConstraints(
      audio: true,
      video: .init(
        width: .init(min: 1024, ideal: 1280, max: 1920),
        height: .init(min: 576, ideal: 720, max: 1080)))

  static let frontCameraAsString: LegacyConstraints =
    "audio,video user"

  static let backCameraInFirefox: LegacyConstraints =
    ["audio": true, "video": ["facingMode": "environment", "require": ["facingMode"]]]

  static let frontCamera =
    MediaStreamConstraints(audio: true, video: .init(facingMode: "user"))

  static let backCamera =
    MediaStreamConstraints(audio: true, video: .init(facingMode: .exact("environment")))

  static let frameRateBefore: LegacyConstraints =
    ["video": ["mandatory": ["maxFrameRate": 15], "optional": [["minFrameRate": 10]]]]

  static let frameRate =
    MediaStreamConstraints(video: .init(frameRate: .init(ideal: 10, max: 15)))

  static let screenInChrome: LegacyConstraints =
    ["video": ["mandatory": ["chromeMediaSource": "screen", "maxWidth": 1280]]]

  static let windowInFirefox: LegacyConstraints =
    ["video": ["mediaSource": "window"]]

  static func deviceBefore(_ id: String) -> LegacyConstraints {
    ["video": ["mandatory": ["sourceId": .string(id)]]]
  }

  static func device(_ id: String) -> MediaStreamConstraints {
    MediaStreamConstraints(video: .init(deviceId: .exact(id)))
  }
}
