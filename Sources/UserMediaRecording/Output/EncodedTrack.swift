package import UserMediaCore

/// What a container's header says of a track.
package enum EncodedTrack: Sendable {
  /// Pictures.
  case video(codec: String, width: Int, height: Int, colorSpace: VideoColorSpace)
  /// Audio. `leadingFrames` is what a decoder outputs before the first sample.
  case audio(codec: String, sampleRate: Int, numberOfChannels: Int, leadingFrames: Int)

  package var isVideo: Bool {
    if case .video = self { true } else { false }
  }
}

/// Writes chunks to a container.
package protocol Muxer: AnyObject, Sendable {
  /// Adds a chunk of a track. Chunks come ordered by time, and times start at 0.
  func write(_ chunk: EncodedChunk, track: Int) throws(DOMException)

  /// Writes what is buffered: everything so far can be played after that.
  func flush() throws(DOMException)

  /// Writes the rest, and lengths and an index where the output allows it.
  func finish() throws(DOMException)
}

extension Muxer {
  /// Runs one step and returns its failure, so that the steps after it still run.
  func attempt(_ step: () throws(DOMException) -> Void) -> DOMException? {
    do throws(DOMException) {
      try step()
      return nil
    } catch {
      return error
    }
  }
}

extension VideoColorSpace {
  /// The matrix's number in ITU-T H.273.
  var matrixCoefficients: Int {
    switch matrix {
    case .bt709: 1
    case .bt470bg: 5
    case .bt2020: 9
    default: 6
    }
  }
}
