public import Dispatch
import Synchronization

/// A set of tracks that belong together (Media Capture and Streams, `MediaStream`).
///
/// Tracks that only a stream holds stop with the last reference to it.
public final class MediaStream: EventTarget {
  /// A name of this stream alone, new for each stream: a UUID.
  public let id = UUIDv4.make()
  /// Where the stream's handlers and listeners run: the queue of its first tracks, else one that
  /// all empty streams share.
  public let queue: DispatchQueue
  /// Who is told of `addtrack` and `removetrack`.
  public let eventListeners = EventListeners<MediaStream>(early: .ofStreams)
  private let tracks: Mutex<[MediaStreamTrack]>
  /// Whether a track was live when it was looked at last.
  private let wasActive: Mutex<Bool>
  /// Hears of the end of each track.
  private let endListener: Mutex<EventListener<MediaStreamTrack>?> = Mutex(nil)

  /// What an event of a stream tells: the track (`MediaStreamTrackEvent`).
  public typealias EventDetail = MediaStreamTrack

  /// A stream of these tracks, each once.
  public convenience init(_ tracks: [MediaStreamTrack] = []) {
    self.init(tracks, queue: tracks.first?.queue ?? Self.sharedQueue)
  }

  /// A further stream of the same tracks, not of copies.
  public convenience init(_ stream: MediaStream) {
    self.init(stream.getTracks(), queue: stream.queue)
  }

  /// - Parameter wasActive: whether a track was live when the stream came to be, which a track can
  ///   have ended since; by default whether one is.
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

  /// All tracks, sound first.
  public func getTracks() -> [MediaStreamTrack] {
    tracks.withLock { tracks in
      tracks.filter { $0.kind == .audio } + tracks.filter { $0.kind == .video }
    }
  }

  /// The tracks that carry sound.
  public func getAudioTracks() -> [MediaStreamTrack] {
    tracks.withLock { $0.filter { $0.kind == .audio } }
  }

  /// The tracks that carry pictures.
  public func getVideoTracks() -> [MediaStreamTrack] {
    tracks.withLock { $0.filter { $0.kind == .video } }
  }

  /// The track with an id.
  public func getTrackById(_ id: String) -> MediaStreamTrack? {
    tracks.withLock { $0.first { $0.id == id } }
  }

  /// Adds a track, unless it is in the stream already. No event is fired: the program knows.
  public func addTrack(_ track: MediaStreamTrack) {
    guard insert(track) else { return }
    announce(.changed, track)
    announceActivity(track)
  }

  /// Takes a track out of the stream; it stays live. No event is fired: the program knows.
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

  /// Tells that the last live track is gone, or that there is one again; `track` made it so.
  private func announceActivity(_ track: MediaStreamTrack) {
    // Under the lock, so that events are queued in the order of the changes; nobody is called, and
    // the tracks that are looked at are released afterwards.
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

  /// A stream of its own, with a clone of each track.
  public func clone() -> MediaStream {
    MediaStream(getTracks().map { $0.clone() }, queue: queue)
  }

  /// Whether any track is still live.
  public var active: Bool { getTracks().contains { $0.readyState == .live } }
}
