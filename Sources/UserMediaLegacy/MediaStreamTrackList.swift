public import UserMedia
public import UserMediaCore

/// A stream's tracks as a list with `add` and `remove`, from the drafts of 2012.
///
/// It is a snapshot from the time it was read.
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

  /// The number of tracks.
  public var length: Int { count }

  /// The track at an index; `nil` if out of range.
  public func item(_ index: Int) -> MediaStreamTrack? {
    indices.contains(index) ? tracks[index] : nil
  }

  /// Adds a track to the stream. Throws `InvalidStateError` if no track of the stream is live.
  public func add(_ track: MediaStreamTrack) throws(DOMException) {
    try checkActive()
    stream.addTrack(track)
  }

  /// Removes a track from the stream. Throws `InvalidStateError` if no track of the stream is live.
  public func remove(_ track: MediaStreamTrack) throws(DOMException) {
    try checkActive()
    stream.removeTrack(track)
  }

  private func checkActive() throws(DOMException) {
    guard stream.active else { throw DOMException(.invalidState, "the stream has ended") }
  }
}
