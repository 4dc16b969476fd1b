public import UserMedia
public import UserMediaConstraints
public import UserMediaCore

extension MediaStreamTrack {
  // swift-format-ignore: AlwaysUseLowerCamelCase
  /// The live state of ``readyState`` (2012).
  @available(*, deprecated, renamed: "State.live")
  public static var LIVE: State { .live }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  /// The ended state of ``readyState`` (2012).
  @available(*, deprecated, renamed: "State.ended")
  public static var ENDED: State { .ended }

  /// Whether constraints cannot be applied (drafts of 2013 to 2016); always false.
  @available(*, deprecated, message: "it is always false")
  public var readonly: Bool { false }

  /// Whether the track came from another machine (drafts of 2013 to 2016); always false.
  @available(*, deprecated, message: "it is always false")
  public var remote: Bool { false }

  /// `"camera"` or `"microphone"`; `"none"` for a screen or a window (2013).
  @available(*, deprecated, message: "use kind, and getSettings().displaySurface")
  public var sourceType: String {
    if isDisplay { return "none" }
    return kind == .video ? "camera" : "microphone"
  }

  /// The id of the track's device (2013).
  @available(*, deprecated, message: "use getSettings().deviceId")
  public var sourceId: String { getSettings().deviceId ?? "" }

  /// The callback-style call of 2014. Calls one of the two callbacks, once, on ``queue``, after
  /// this call has returned. Accepts constraints in any syntax.
  @available(
    *, deprecated, message: "use try await applyConstraints(_:), or promises.applyConstraints(_:)"
  )
  public func applyConstraints(
    _ constraints: LegacyConstraints, _ success: @escaping @Sendable () -> Void,
    _ failure: @escaping @Sendable (any NamedError) -> Void
  ) {
    let promise: Promise<Void> = Promise(on: queue) { [self] in
      guard readyState == .live else { return }
      let member = kind == .video ? "video" : "audio"
      let request = try MediaStreamConstraints([member: constraints], dialect: .auto)
      try await applyConstraints(request.requestedKinds(display: true).first?.constraints)
    }
    promise.then(
      { success() }, { failure($0 as? any NamedError ?? DOMException(.unknown, "\($0)")) })
  }
}
