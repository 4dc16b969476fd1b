import UserMediaCore

extension Translation {
  /// The `mozGetUserMedia` constraints equivalent to those of `getDisplayMedia`, which old versions
  /// of Firefox lacked: `{"video": {"mediaSource": "screen"}}` for `{"video": true}`.
  ///
  /// Throws a ``DOMException`` named NotFoundError if no video is requested.
  public static func displayMediaConstraints(
    _ value: ConstraintValue, mediaSource: String = "screen"
  ) throws -> ConstraintValue {
    guard var members = value.members, let video = members["video"], video.toBoolean else {
      throw DOMException(.notFound, "getDisplayMedia without video constraints is undefined")
    }
    var constraints = video.members ?? [:]
    constraints["mediaSource"] = .string(mediaSource)
    members["video"] = .object(constraints)
    return .object(members)
  }
}

extension ConstraintValue {
  /// The constraints without members of the video that are `null`, which here stands for undefined,
  /// or empty objects; as adapter.js gives them to Safari, which rejects both. Lists are left
  /// alone.
  public var withoutEmptyVideoMembers: ConstraintValue {
    guard var members, let video = members["video"] else { return self }
    members["video"] = video.compacted
    return .object(members)
  }

  private var compacted: ConstraintValue {
    guard let members else { return self }
    var compacted = Members()
    for (name, value) in members where value != .null {
      let value = value.compacted
      if value.members?.isEmpty != true { compacted.append(new: name, value) }
    }
    return .object(compacted)
  }
}
