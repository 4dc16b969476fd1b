import UserMedia

/// The data captured so far.
struct CaptureRecord: Sendable {
  var stream: MediaStream?
  var timeToStream: Duration?
  var timeToFirstFrame: Duration?
  /// Frames and audio chunks that arrived faster than they were handled.
  var lost = 0
  /// Frames that could not be decoded.
  var undecodable = 0
  private(set) var frames = 0
  private(set) var lastFrame: VideoFrame?
  private(set) var samples = 0
  private var firstTimestamp: Int64 = 0
  private var sampleRate = 0

  /// Seconds from the first picture to the end of the last.
  var videoSeconds: Double {
    guard let lastFrame else { return 0 }
    return Double(lastFrame.timestamp - firstTimestamp + (lastFrame.duration ?? 0)) / 1_000_000
  }

  /// Seconds of audio.
  var audioSeconds: Double { sampleRate > 0 ? Double(samples) / Double(sampleRate) : 0 }

  /// Frames per second, measured by the driver's timestamps.
  var measuredFrameRate: Double? {
    guard frames > 1, let lastFrame, lastFrame.timestamp > firstTimestamp else { return nil }
    return Double(frames - 1) * 1_000_000 / Double(lastFrame.timestamp - firstTimestamp)
  }

  mutating func take(_ frame: VideoFrame) {
    if frames == 0 { firstTimestamp = frame.timestamp }
    frames += 1
    lastFrame = frame
  }

  mutating func take(_ data: AudioData, _ count: Int) {
    sampleRate = data.sampleRate
    samples += count
  }

  /// A short progress text.
  var progress: String {
    var parts: [String] = []
    if frames > 0 { parts.append("\(frames) frames") }
    if samples > 0 { parts.append("\(audioSeconds.rounded(toPlaces: 1)) s of audio") }
    return parts.isEmpty ? "waiting for the first frame" : parts.joined(separator: ", ")
  }
}

extension Double {
  /// The nearest number with this many decimals.
  func rounded(toPlaces places: Int) -> Double {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    return (self * scale).rounded() / scale
  }
}
