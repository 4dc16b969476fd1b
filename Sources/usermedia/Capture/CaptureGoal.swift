import UserMedia

/// When a capture is complete.
struct CaptureGoal: Sendable {
  /// The number of pictures.
  let frames: Int?
  /// Seconds of video and audio, according to their timestamps.
  let seconds: Double?

  /// The number of samples per channel needed at a sample rate.
  func samples(at sampleRate: Int) -> Int? {
    seconds.map { Int(($0 * Double(sampleRate)).rounded()) }
  }

  /// Throws `TypeError` for a goal that a stream without video can never reach.
  func check(_ stream: MediaStream) throws(TypeError) {
    if frames != nil, seconds == nil, stream.getVideoTracks().isEmpty {
      throw TypeError("there is no video to count frames of: use --seconds")
    }
  }
}
