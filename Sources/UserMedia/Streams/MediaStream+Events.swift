/// An event of a stream (Media Capture and Streams, `MediaStreamTrackEvent`).
public typealias MediaStreamTrackEvent = MediaEvent<MediaStream>

extension MediaEvent where Target == MediaStream {
  /// The track that was added or removed.
  public var track: MediaStreamTrack { detail }
}

extension EventType where Target == MediaStream {
  /// A track was added, other than by ``MediaStream/addTrack(_:)``.
  public static var addtrack: Self { "addtrack" }
  /// A track was removed, other than by ``MediaStream/removeTrack(_:)``.
  public static var removetrack: Self { "removetrack" }

  /// The program added or removed a track; internal, programs do not receive it.
  static var changed: Self { "UserMedia.changed" }
  /// The stream got a live track after having none (drafts of 2013 to 2015).
  package static var active: Self { "active" }
  /// The last live track ended, for whatever reason, or was removed.
  package static var inactive: Self { "inactive" }
  /// The same, under its name until 2013.
  package static var ended: Self { "ended" }
}

extension EarlyEvents<MediaStream> {
  /// The end of a newly granted stream reaches handlers just as the end of its tracks does.
  static var ofStreams: Self {
    Self(
      of: [.active, .inactive, .ended],
      opposites: [.active: .inactive, .inactive: .active, .ended: .active])
  }
}

extension MediaStream {
  /// Fires an event if it has, or may get, a listener.
  func announce(_ type: EventType<MediaStream>, _ track: MediaStreamTrack) {
    guard eventListeners.isAwaited(type) else { return }
    dispatchEvent(MediaEvent(type, target: self, detail: track))
  }

  private static let changes: [EventType<MediaStream>] = [
    .changed, .addtrack, .removetrack, .inactive,
  ]

  /// Notifies `listener` when a track is added or removed by anyone, and when the last live one
  /// ends.
  func watch(_ listener: EventListener<MediaStream>) {
    for type in Self.changes { addEventListener(type, listener) }
  }

  /// Stops notifying `listener`.
  func unwatch(_ listener: EventListener<MediaStream>) {
    for type in Self.changes { removeEventListener(type, listener) }
  }
}

// In extensions of two protocols, because a member of the class would hide the other overload.
// Disfavoured, so that the overloads of UserMediaMainActor win where a program imports it.
extension EventTarget where Self: MediaStream {
  /// Called on ``EventTarget/queue`` when a track was added, other than by ``MediaStream/addTrack(_:)``.
  ///
  /// Streams of cameras and microphones never change on their own. Code that feeds another kind of
  /// stream fires the event with ``EventTarget/dispatchEvent(_:)``.
  @_disfavoredOverload
  public var onaddtrack: (@Sendable (MediaStreamTrackEvent) -> Void)? {
    get { (self as MediaStream).eventListeners[handler: .addtrack] }
    set { (self as MediaStream).eventListeners[handler: .addtrack] = newValue }
  }

  /// Called on ``EventTarget/queue`` when a track was removed, other than by ``MediaStream/removeTrack(_:)``; like
  /// ``onaddtrack``.
  @_disfavoredOverload
  public var onremovetrack: (@Sendable (MediaStreamTrackEvent) -> Void)? {
    get { (self as MediaStream).eventListeners[handler: .removetrack] }
    set { (self as MediaStream).eventListeners[handler: .removetrack] = newValue }
  }
}

extension ParameterlessEventHandlers where Self: MediaStream {
  /// A handler that takes no event: `stream.onaddtrack = { … }`.
  @_disfavoredOverload
  public var onaddtrack: (@Sendable () -> Void)? {
    get { (self as MediaStream).eventListeners[parameterlessHandler: .addtrack] }
    set { (self as MediaStream).eventListeners[parameterlessHandler: .addtrack] = newValue }
  }

  /// A handler that takes no event: `stream.onremovetrack = { … }`.
  @_disfavoredOverload
  public var onremovetrack: (@Sendable () -> Void)? {
    get { (self as MediaStream).eventListeners[parameterlessHandler: .removetrack] }
    set { (self as MediaStream).eventListeners[parameterlessHandler: .removetrack] = newValue }
  }
}
