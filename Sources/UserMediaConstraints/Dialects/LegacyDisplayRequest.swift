package import UserMediaCore

/// A request of an outdated `getUserMedia` for a screen or a window: Chrome's `chromeMediaSource`
/// and `chromeMediaSourceId`, Firefox's `mediaSource` and `mozMediaSource`.
package struct LegacyDisplayRequest: Hashable, Sendable {
  /// The other constraints, in the current syntax; audio comes from a microphone.
  package let constraints: MediaStreamConstraints
  /// The surfaces that may be captured.
  package let surface: DisplayWish

  /// Creates the request; `nil` if the video names no surface where a browser looked for one. Such
  /// a value may still request a display in other ways: ``Translation/init(_:from:to:options:)`` then
  /// throws.
  ///
  /// Throws what ``MediaStreamConstraints/init(_:dialect:options:)`` throws, and
  /// `NotSupportedError` for tabs and applications.
  package init?(_ value: ConstraintValue, dialect: Dialect) throws {
    guard var members = value.members, let video = members["video"] else { return nil }
    let source = video.displaySource
    let id = video.text(of: ["chromeMediaSourceId"])
    guard source != nil || id != nil else { return nil }
    surface = try DisplayWish(source: source ?? "desktop", id: id)
    members["video"] = video.withoutSelectors
    // Chrome's "system" and "desktop" mean the machine's audio output, which has no track here.
    if value.displayRequests.contains(where: { $0.kind == "audio" }) { members["audio"] = false }
    constraints = try MediaStreamConstraints(.object(members), dialect: dialect)
  }
}

/// The requested screen or window.
package struct DisplayWish: Hashable, Sendable {
  /// The acceptable kinds.
  package var types: Set<DisplayCaptureSurfaceType>
  /// The requested surface; `nil` if the user or a policy decides.
  package var id: String?

  /// Creates a request for any surface, or one.
  package init(
    types: Set<DisplayCaptureSurfaceType> = [.monitor, .window], id: String? = nil
  ) {
    self.types = types
    self.id = id
  }

  fileprivate init(source: String, id: String?) throws(DOMException) {
    // Chrome's ids end in the id of the process that they are for.
    let name = id?.split(separator: ":").prefix(2).joined(separator: ":")
    switch source {
    case "screen": self.init(types: [.monitor], id: name)
    case "window": self.init(types: [.window], id: name)
    case "desktop": self.init(id: name)
    default:
      throw DOMException(
        .notSupported,
        "\(source) cannot be captured, only screens and windows: use getDisplayMedia")
    }
  }
}

extension ConstraintValue {
  /// The source of the track, if it is neither a camera nor a microphone.
  fileprivate var displaySource: String? {
    guard let source = text(of: ["chromeMediaSource", "mediaSource", "mozMediaSource"]),
      !["camera", "microphone"].contains(source)
    else { return nil }
    return source
  }

  /// The text of the first member with one of the names, wherever a dialect has members.
  fileprivate func text(of names: Set<String>) -> String? {
    if case .string(let text)? = first(of: names) { text } else { nil }
  }

  private func first(of names: Set<String>) -> ConstraintValue? {
    guard let members else { return nil }
    for (name, value) in members {
      if names.contains(name) { return value }
      if name == "mandatory", let found = value.first(of: names) { return found }
      guard name == "optional" || name == "advanced", case .array(let sets) = value else {
        continue
      }
      for set in sets {
        if let found = set.first(of: names) { return found }
      }
    }
    return nil
  }

  /// The constraints without the members that select a source.
  fileprivate var withoutSelectors: ConstraintValue {
    guard let members else { return self }
    var kept = Members()
    for (name, value) in members where !DisplayWords.isSelector(name, value) {
      switch (name, value) {
      case ("mandatory", _): kept.append(new: name, value.withoutSelectors)
      case ("optional", .array(let sets)), ("advanced", .array(let sets)):
        let rest = sets.map(\.withoutSelectors).filter { $0.members?.isEmpty != true }
        kept.append(new: name, .array(rest))
      case ("require", .array(let required)), ("required", .array(let required)):
        let rest = required.filter { name in
          let name = name.toString
          return !DisplayWords.isSelector(name, members[name] ?? .null)
        }
        kept.append(new: name, .array(rest))
      default: kept.append(new: name, value)
      }
    }
    return .object(kept)
  }
}
