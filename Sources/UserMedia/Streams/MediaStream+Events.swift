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
}

extension MediaStream {
  /// Called on ``queue`` when a track came, and not by ``addTrack(_:)``.
  ///
  /// Streams of cameras and microphones never change by themselves; whoever feeds a stream of another
  /// kind fires the event with ``EventTarget/dispatchEvent(_:)``.
  public var onaddtrack: (@Sendable (MediaStreamTrackEvent) -> Void)? {
    get { eventListeners[handler: .addtrack] }
    set { eventListeners[handler: .addtrack] = newValue }
  }

  /// Called on ``queue`` when a track went, and not by ``removeTrack(_:)``; as ``onaddtrack``.
  public var onremovetrack: (@Sendable (MediaStreamTrackEvent) -> Void)? {
    get { eventListeners[handler: .removetrack] }
    set { eventListeners[handler: .removetrack] = newValue }
  }

  /// Tells the library's own listeners.
  func announceChange(_ track: MediaStreamTrack) {
    guard eventListeners.hasListener(.changed) else { return }
    dispatchEvent(Event(.changed, target: self, detail: track))
  }
}
