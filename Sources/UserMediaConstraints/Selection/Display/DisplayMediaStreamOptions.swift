public import UserMediaCore

/// The argument of `getDisplayMedia` (Screen Capture, `DisplayMediaStreamOptions`).
public struct DisplayMediaStreamOptions: Hashable, Sendable {
  /// The constraints on the picture; `false` is a TypeError.
  public var video: BooleanOrMediaTrackConstraints
  /// The constraints on the sound. The stream has no audio track yet, as the specification allows.
  public var audio: BooleanOrMediaTrackConstraints
  /// The surface to capture, for programs that run unattended: `"screen"`, `"window"` (the
  /// topmost), `"window:23068679"`, `"window:0x1600007"` or `"window:TITLE"`; a missing one is a
  /// NotFoundError. Not part of the specification. `nil` leaves the choice to the permission
  /// policy.
  public var surface: String?

  /// Creates options; a picture is requested unless `video` is `false`.
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

  /// The constraints on the picture, checked as far as is possible before a surface is chosen
  /// (Screen Capture, 5.1, steps 4 and 5 of `getDisplayMedia`).
  ///
  /// Throws `TypeError` without video, for `advanced`, and for `min` and `exact`;
  /// `OverconstrainedError` for a `max` below what any surface can be scaled to.
  package func checked() throws -> MediaTrackConstraints {
    guard video != .boolean(false) else { throw TypeError("a display stream needs video") }
    for (name, wish) in [("audio", audio), ("video", video)] {
      guard case .constraints(let constraints) = wish else { continue }
      if constraints.advanced != nil {
        throw TypeError("\(name).advanced is not allowed for displays")
      }
      for entry in constraints.basic.entries where entry.property.appliesToDisplays {
        try Self.check(entry, at: "\(name).\(entry.property.rawValue)")
      }
    }
    return video.requested ?? MediaTrackConstraints(basic: .init())
  }

  private static func check(_ entry: MediaTrackConstraintSet.Entry, at path: String) throws {
    let wish = entry.constraint.value
    guard wish["min"] == nil, wish["exact"] == nil else {
      throw TypeError("\(path): min and exact are not allowed: the user chooses the display")
    }
    guard case .number(let max)? = wish["max"], let floor = entry.property.floor, max < floor
    else { return }
    throw OverconstrainedError(
      constraint: entry.property.rawValue,
      message: "\(path).max is below \(floor), the least size or rate of any display")
  }
}

extension ConstrainableProperty {
  /// The least value supported for any surface (Screen Capture, "floor value").
  fileprivate var floor: Double? {
    switch self {
    case .width, .height: 1
    case .frameRate: 0.001
    case .aspectRatio: 1 / Double(VideoFrameLayout.largestSide)
    default: nil
    }
  }
}
