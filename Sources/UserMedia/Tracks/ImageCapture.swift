import UserMediaConversion
public import UserMediaCore

/// Takes pictures from a track (MediaStream Image Capture, `ImageCapture`).
public struct ImageCapture: Sendable {
  /// The track that the pictures come from.
  public let track: MediaStreamTrack

  /// Throws `NotSupportedError` for a track that carries sound.
  public init(_ track: MediaStreamTrack) throws(DOMException) {
    guard track.kind == .video else {
      throw DOMException(.notSupported, "a photo needs a video track")
    }
    self.track = track
  }

  /// The track's next picture as a JPEG: the camera's own, where it gives JPEG in the track's size.
  ///
  /// Throws `InvalidStateError` when the track is not live, and `UnknownError` when it ends before
  /// a picture comes or the picture cannot be encoded.
  public func takePhoto() async throws -> Blob {
    Blob(bytes: try await grabFrame().jpegData(), type: "image/jpeg")
  }

  /// The track's next picture.
  ///
  /// Throws as ``takePhoto()``.
  public func grabFrame() async throws -> VideoFrame {
    guard track.readyState == .live else {
      throw DOMException(.invalidState, "the track has ended")
    }
    var frames = track.videoFrames().makeAsyncIterator()
    guard let frame = await frames.next() else {
      try Task.checkCancellation()
      throw DOMException(.unknown, "the track ended before a picture came")
    }
    return frame
  }
}

/// Bytes with a media type (File API, `Blob`).
public struct Blob: Hashable, Sendable {
  /// The bytes.
  public let bytes: [UInt8]
  /// The media type: `"image/jpeg"`.
  public let type: String
}
