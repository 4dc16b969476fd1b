public import UserMediaCore

/// Tracks of a stream as the drafts of 2012 had them: a list by which tracks are added and removed.
///
/// It has the tracks of the moment when it was asked for.
@available(
  *, deprecated, message: "use an array, and addTrack(_:) and removeTrack(_:) of the stream"
)
public struct MediaStreamTrackList: RandomAccessCollection, Sendable {
  private let tracks: [MediaStreamTrack]
  private let stream: MediaStream

  init(_ tracks: [MediaStreamTrack], of stream: MediaStream) {
    self.tracks = tracks
    self.stream = stream
  }

  /// The index of the first track.
  public var startIndex: Int { tracks.startIndex }
  /// The index after the last track.
  public var endIndex: Int { tracks.endIndex }
  /// The track at an index.
  public subscript(index: Int) -> MediaStreamTrack { tracks[index] }

  /// How many tracks there are.
  public var length: Int { count }

  /// The track at an index; `nil` where there is none.
  public func item(_ index: Int) -> MediaStreamTrack? {
    indices.contains(index) ? tracks[index] : nil
  }

  /// Adds a track to the stream. Throws `InvalidStateError` when no track of the stream is live.
  public func add(_ track: MediaStreamTrack) throws(DOMException) {
    try checkActive()
    stream.addTrack(track)
  }

  /// Takes a track out of the stream. Throws `InvalidStateError` when none of its tracks is live.
  public func remove(_ track: MediaStreamTrack) throws(DOMException) {
    try checkActive()
    stream.removeTrack(track)
  }

  private func checkActive() throws(DOMException) {
    guard stream.active else { throw DOMException(.invalidState, "the stream has ended") }
  }
}
