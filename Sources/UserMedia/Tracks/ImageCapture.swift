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
  /// a picture comes; `EncodingError` when of many pictures none can be decoded.
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
    var failure: DOMException?
    for _ in 0..<Self.mostDamaged {
      guard let frame = await frames.next() else {
        try Task.checkCancellation()
        throw failure ?? DOMException(.unknown, "the track ended before a picture came")
      }
      do throws(DOMException) {
        if frame.pixelFormat.isJPEG { _ = try frame.converted(to: .i420) }
        return frame
      } catch {
        failure = error
        track.videoPort?.reject(frame.sequence)
      }
    }
    throw failure ?? DOMException(.unknown, "no picture can be decoded")
  }

  /// Pictures in a row that cannot be decoded, after which no photo is waited for any more: a second's.
  private static let mostDamaged = 30
}

/// Bytes with a media type (File API, `Blob`).
public struct Blob: Hashable, Sendable {
  /// The bytes.
  public let bytes: [UInt8]
  /// The media type: `"image/jpeg"`.
  public let type: String
}
