/// An event of a stream (Media Capture and Streams, `MediaStreamTrackEvent`).
public typealias MediaStreamTrackEvent = Event<MediaStream>

extension Event where Target == MediaStream {
  /// The track that came, or went.
  public var track: MediaStreamTrack { detail }
}

extension EventType where Target == MediaStream {
  /// A track came, and not by ``MediaStream/addTrack(_:)``.
  public static var addtrack: Self { "addtrack" }
  /// A track went, and not by ``MediaStream/removeTrack(_:)``.
  public static var removetrack: Self { "removetrack" }

  /// A track came or went by a call of the program; programs do not hear of it.
  static var changed: Self { "UserMedia.changed" }
  /// A live track came where there was none (drafts of 2013 to 2015).
  static var active: Self { "active" }
  /// The last live track ended, by its device or by a call, or was taken out.
  static var inactive: Self { "inactive" }
  /// The same, as it was called to 2013.
  static var ended: Self { "ended" }
}

extension EarlyEvents<MediaStream> {
  /// The end of a stream that was just granted reaches handlers as that of its tracks does.
  static var ofStreams: Self {
    Self(
      of: [.active, .inactive, .ended],
      opposites: [.active: .inactive, .inactive: .active, .ended: .active])
  }
}

extension MediaStream {
  /// Called on ``queue`` when a track came, and not by ``addTrack(_:)``.
  ///
  /// Streams of cameras and microphones never change by themselves; whoever feeds a stream of
  /// another kind fires the event with ``EventTarget/dispatchEvent(_:)``.
  public var onaddtrack: (@Sendable (MediaStreamTrackEvent) -> Void)? {
    get { eventListeners[handler: .addtrack] }
    set { eventListeners[handler: .addtrack] = newValue }
  }

  /// Called on ``queue`` when a track went, and not by ``removeTrack(_:)``; as ``onaddtrack``.
  public var onremovetrack: (@Sendable (MediaStreamTrackEvent) -> Void)? {
    get { eventListeners[handler: .removetrack] }
    set { eventListeners[handler: .removetrack] = newValue }
  }

  /// Fires an event that somebody may hear.
  func announce(_ type: EventType<MediaStream>, _ track: MediaStreamTrack) {
    guard eventListeners.isAwaited(type) else { return }
    dispatchEvent(Event(type, target: self, detail: track))
  }

  private static let changes: [EventType<MediaStream>] = [
    .changed, .addtrack, .removetrack, .inactive,
  ]

  /// Tells `listener` when a track comes or goes, whoever does it, and when the last live one
  /// is gone.
  func watch(_ listener: EventListener<MediaStream>) {
    for type in Self.changes { addEventListener(type, listener) }
  }

  /// Tells `listener` no more.
  func unwatch(_ listener: EventListener<MediaStream>) {
    for type in Self.changes { removeEventListener(type, listener) }
  }
}
