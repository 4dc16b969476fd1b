import UserMedia

/// When a capture has what it came for.
struct CaptureGoal: Sendable {
  /// Pictures.
  let frames: Int?
  /// Seconds of picture and of sound, by their timestamps.
  let seconds: Double?

  /// Samples of each channel that sound at a rate needs.
  func samples(at sampleRate: Int) -> Int? {
    seconds.map { Int(($0 * Double(sampleRate)).rounded()) }
  }

  /// Throws `TypeError` for a goal that a stream without pictures never reaches.
  func check(_ stream: MediaStream) throws(TypeError) {
    if frames != nil, seconds == nil, stream.getVideoTracks().isEmpty {
      throw TypeError("pictures are to be counted, and the stream has none: use --seconds")
    }
  }
}
