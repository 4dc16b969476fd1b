import UserMediaConversion
public import UserMediaCore

/// Takes photos from a video track (MediaStream Image Capture, `ImageCapture`).
public struct ImageCapture: Sendable {
  /// The track to capture from.
  public let track: MediaStreamTrack

  /// Throws `NotSupportedError` for an audio track.
  public init(_ track: MediaStreamTrack) throws(DOMException) {
    if let mistake = track.mistake(.video, for: "ImageCapture", elsewhere: "a video track") {
      throw DOMException(.notSupported, mistake)
    }
    self.track = track
  }

  /// The track's next picture as a JPEG; the camera's own JPEG if it has the track's size.
  ///
  /// Throws `InvalidStateError` if the track is not live, `UnknownError` if it ends before a
  /// picture arrives, and `EncodingError` if 30 pictures in a row cannot be decoded.
  public func takePhoto() async throws -> Blob {
    Blob(bytes: try await grabFrame().jpegBytes(), type: "image/jpeg")
  }

  /// The track's next picture.
  ///
  /// Throws like ``takePhoto()``.
  public func grabFrame() async throws -> VideoFrame {
    guard track.readyState == .live else {
      throw DOMException(.invalidState, "the track has ended")
    }
    var frames = track.videoFrames().makeAsyncIterator()
    var failure: DOMException?
    for _ in 0..<Self.mostDamaged {
      guard let frame = await frames.next() else {
        try Task.checkCancellation()
        let cause = track.endedCause
        throw failure
          ?? DOMException(
            .unknown,
            "the track ended before a picture arrived" + (cause.map { ": \($0)" } ?? ""),
            cause: cause?.cause)
      }
      do throws(DOMException) {
        if frame.pixelFormat.isJPEG { _ = try frame.converted(to: .i420) }
        return frame
      } catch {
        failure = error
        track.reject(frame, error)
      }
    }
    throw failure ?? DOMException(.unknown, "no picture can be decoded")
  }

  /// Give up on a photo after this many consecutive undecodable pictures: one second's worth.
  private static let mostDamaged = 30
}

/// Bytes with a media type (File API, `Blob`).
public struct Blob: Hashable, Sendable {
  /// The bytes.
  public let bytes: [UInt8]
  /// The media type, such as `"image/jpeg"`.
  public let type: String

  /// The number of bytes.
  public var size: Int { bytes.count }
}
