public import UserMediaCore

/// What `getDisplayMedia` is asked for (Screen Capture, `DisplayMediaStreamOptions`).
public struct DisplayMediaStreamOptions: Hashable, Sendable {
  /// What is asked of the picture; `false` is a TypeError.
  public var video: BooleanOrMediaTrackConstraints
  /// What is asked of the sound. There is none yet: the stream has no audio track, as the
  /// specification allows.
  public var audio: BooleanOrMediaTrackConstraints
  /// The one surface that is wanted, for programs without a person in front of them: `"screen"`,
  /// `"window"` (the topmost), `"window:23068679"`, `"window:0x1600007"` or `"window:TITLE"`; one
  /// that is not there is a NotFoundError. Not of the specification; `nil` leaves it to the
  /// permission policy.
  public var surface: String?

  /// A picture, unless `video` says otherwise.
  public init(
    video: BooleanOrMediaTrackConstraints = true, audio: BooleanOrMediaTrackConstraints = false,
    surface: String? = nil
  ) {
    self.video = video
    self.audio = audio
    self.surface = surface
  }

  /// Web IDL's conversion of a value; as ``MediaStreamConstraints/init(converting:)``.
  public init(converting value: ConstraintValue) throws(TypeError) {
    guard case .object(let members) = value else { throw TypeError("options are not an object") }
    self.init(
      video: try BooleanOrMediaTrackConstraints(members["video"] ?? true, at: "video"),
      audio: try BooleanOrMediaTrackConstraints(members["audio"] ?? false, at: "audio"))
  }

  /// The picture's constraints; no more than what comes to mind before a person has chosen (Screen
  /// Capture, 5.1, steps 4 and 5 of `getDisplayMedia`).
  ///
  /// Throws `TypeError` for no video, for further sets, and for what is required;
  /// `OverconstrainedError` for a limit below what any surface can be scaled to.
  package func checked() throws -> MediaTrackConstraints {
    guard video != .boolean(false) else { throw TypeError("a display has no stream without video") }
    for (name, wish) in [("audio", audio), ("video", video)] {
      guard case .constraints(let constraints) = wish else { continue }
      if constraints.advanced != nil { throw TypeError("\(name).advanced is not for displays") }
      for entry in constraints.basic.entries where entry.property.appliesToDisplays {
        try Self.check(entry, at: "\(name).\(entry.property.rawValue)")
      }
    }
    return video.requested ?? MediaTrackConstraints(basic: .init())
  }

  private static func check(_ entry: MediaTrackConstraintSet.Entry, at path: String) throws {
    let wish = entry.constraint.value
    guard wish["min"] == nil, wish["exact"] == nil else {
      throw TypeError("\(path): a display is chosen by a person and not by min or exact")
    }
    guard case .number(let max)? = wish["max"], let floor = entry.property.floor, max < floor
    else { return }
    throw OverconstrainedError(
      constraint: entry.property.rawValue,
      message: "\(path).max is below \(floor), the least that any display is scaled to")
  }
}

extension ConstrainableProperty {
  /// The least value that is supported, whatever the surface (Screen Capture, "floor value").
  fileprivate var floor: Double? {
    switch self {
    case .width, .height: 1
    case .frameRate: 0.001
    case .aspectRatio: 1 / Double(VideoFrameLayout.largestSide)
    default: nil
    }
  }
}
