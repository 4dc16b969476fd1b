public import Dispatch
import Synchronization

/// A set of related tracks (Media Capture and Streams, `MediaStream`).
///
/// Tracks that are held only by a stream stop when the stream is released.
public final class MediaStream: EventTarget {
  /// The stream's unique id: a UUID, new for each stream.
  public let id = UUIDv4.make()
  /// The queue of the stream's handlers and listeners: that of its initial tracks, or one shared by
  /// all streams created empty.
  public let queue: DispatchQueue
  /// The listeners for `addtrack` and `removetrack`.
  public let eventListeners = EventListeners<MediaStream>(early: .ofStreams)
  private let tracks: Mutex<[MediaStreamTrack]>
  /// Whether a track was live at the last check.
  private let wasActive: Mutex<Bool>
  /// Listens for the end of each track.
  private let endListener: Mutex<EventListener<MediaStreamTrack>?> = Mutex(nil)

  /// The detail of a stream's event: the track (`MediaStreamTrackEvent`).
  public typealias EventDetail = MediaStreamTrack

  /// Creates a stream of these tracks; duplicates are added once.
  public convenience init(_ tracks: [MediaStreamTrack] = []) {
    self.init(tracks, queue: tracks.first?.queue ?? Self.sharedQueue)
  }

  /// Creates another stream of the same tracks, without cloning them.
  public convenience init(_ stream: MediaStream) {
    self.init(stream.getTracks(), queue: stream.queue)
  }

  /// - Parameter wasActive: whether a track was live when the stream was created; a track may have
  ///   ended since. By default, whether one is live now.
  init(_ tracks: [MediaStreamTrack], queue: DispatchQueue, wasActive: Bool? = nil) {
    self.queue = queue
    self.tracks = Mutex([])
    self.wasActive = Mutex(wasActive ?? tracks.contains { $0.readyState == .live })
    let listener = EventListener<MediaStreamTrack> { [weak self] event in
      self?.announceActivity(event.target)
    }
    endListener.withLock { $0 = listener }
    for track in tracks { insert(track) }
    if let last = tracks.last { announceActivity(last) }
  }

  deinit {
    for track in getTracks() { listen(to: track, false) }
  }

  private static let sharedQueue = DispatchQueue(label: "UserMedia.streams")

  /// All tracks, audio first.
  public func getTracks() -> [MediaStreamTrack] {
    tracks.withLock { tracks in
      tracks.filter { $0.kind == .audio } + tracks.filter { $0.kind == .video }
    }
  }

  /// The audio tracks.
  public func getAudioTracks() -> [MediaStreamTrack] {
    tracks.withLock { $0.filter { $0.kind == .audio } }
  }

  /// The video tracks.
  public func getVideoTracks() -> [MediaStreamTrack] {
    tracks.withLock { $0.filter { $0.kind == .video } }
  }

  /// The track with this id; `nil` if there is none.
  public func getTrackById(_ id: String) -> MediaStreamTrack? {
    tracks.withLock { $0.first { $0.id == id } }
  }

  /// Adds a track, unless the stream already has it. Fires no event.
  public func addTrack(_ track: MediaStreamTrack) {
    guard insert(track) else { return }
    announce(.changed, track)
    announceActivity(track)
  }

  /// Removes a track from the stream; the track stays live. Fires no event.
  public func removeTrack(_ track: MediaStreamTrack) {
    let isRemoved = tracks.withLock { tracks in
      guard let index = tracks.firstIndex(where: { $0 === track }) else { return false }
      tracks.remove(at: index)
      return true
    }
    guard isRemoved else { return }
    listen(to: track, false)
    announce(.changed, track)
    announceActivity(track)
  }

  @discardableResult
  private func insert(_ track: MediaStreamTrack) -> Bool {
    let isInserted = tracks.withLock { tracks in
      guard !tracks.contains(where: { $0 === track }) else { return false }
      tracks.append(track)
      return true
    }
    guard isInserted else { return false }
    listen(to: track, true)
    return true
  }

  /// Fires an event if the last live track is gone, or if there is one again; `track` caused it.
  private func announceActivity(_ track: MediaStreamTrack) {
    // Under the lock, so that events are queued in the order of the changes. No code is called, and
    // the inspected tracks are released afterwards.
    var looked: [MediaStreamTrack] = []
    wasActive.withLock { wasActive in
      looked = getTracks()
      let isActive = looked.contains { $0.readyState == .live }
      guard isActive != wasActive else { return }
      wasActive = isActive
      for type in isActive ? [.active] : [.inactive, .ended] as [EventType] {
        announce(type, track)
      }
    }
  }

  private func listen(to track: MediaStreamTrack, _ isWanted: Bool) {
    guard let listener = endListener.withLock({ $0 }) else { return }
    if isWanted {
      track.addEventListener(.finished, listener)
    } else {
      track.removeEventListener(.finished, listener)
    }
  }

  /// Creates a stream with a clone of each track.
  public func clone() -> MediaStream {
    MediaStream(getTracks().map { $0.clone() }, queue: queue)
  }

  /// Whether any track is live.
  public var active: Bool { getTracks().contains { $0.readyState == .live } }
}
