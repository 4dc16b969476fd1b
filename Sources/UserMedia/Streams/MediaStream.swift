import Synchronization

/// A set of tracks that belong together (Media Capture and Streams, `MediaStream`).
public final class MediaStream: Sendable {
  /// A name of this stream alone, new for each stream: a UUID.
  public let id = UUIDv4.make()
  private let tracks: Mutex<[MediaStreamTrack]>

  /// A stream of these tracks, each once.
  public init(_ tracks: [MediaStreamTrack] = []) {
    self.tracks = Mutex([])
    for track in tracks { addTrack(track) }
  }

  /// A further stream of the same tracks, not of copies.
  public convenience init(_ stream: MediaStream) {
    self.init(stream.getTracks())
  }

  /// All tracks, sound first.
  public func getTracks() -> [MediaStreamTrack] { getAudioTracks() + getVideoTracks() }

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

  /// Adds a track, unless it is in the stream already.
  public func addTrack(_ track: MediaStreamTrack) {
    tracks.withLock { tracks in
      if !tracks.contains(where: { $0 === track }) { tracks.append(track) }
    }
  }

  /// Takes a track out of the stream; it stays live.
  public func removeTrack(_ track: MediaStreamTrack) {
    tracks.withLock { $0.removeAll { $0 === track } }
  }

  /// A stream of its own, with a clone of each track.
  public func clone() -> MediaStream {
    MediaStream(getTracks().map { $0.clone() })
  }

  /// Whether any track is still live.
  public var active: Bool { getTracks().contains { $0.readyState == .live } }
}
