import UserMediaCore

/// Black pictures or silence that replace the data of a released device.
struct StandIn<Data: Sendable>: Sendable {
  /// The interval between two pieces.
  let interval: Duration
  /// How many late pieces are made up for. Without them, audio would have a gap.
  let longestQueue: Int64
  /// The piece with a given number.
  let data: @Sendable (Int64) -> Data?
}

extension StandIn<VideoFrame> {
  /// Black pictures in a camera's size and rate; 30 per second if the rate is unknown.
  init(for configuration: VideoConfiguration) {
    let duration = configuration.frameRate?.frameDuration ?? 33_333
    let blank = Blank()
    interval = .microseconds(duration)
    longestQueue = 0
    data = { index in
      blank.black(
        width: configuration.width, height: configuration.height, timestamp: MonotonicClock.now,
        duration: duration, sequence: UInt64(index))
    }
  }
}

extension StandIn<AudioData> {
  /// Silence in a microphone's format and chunk size, at least ten milliseconds per chunk.
  init(for configuration: AudioConfiguration) {
    let latency = max(0.01, configuration.latency)
    let portion = max(1, Int(latency * Double(configuration.sampleRate)))
    let duration = Int64(portion) * 1_000_000 / Int64(configuration.sampleRate)
    let blank = Blank()
    let start = MonotonicClock.now
    interval = .microseconds(duration)
    longestQueue = max(1, 100_000 / duration)
    data = { index in
      blank.silence(
        format: configuration.format, sampleRate: configuration.sampleRate,
        numberOfFrames: portion, numberOfChannels: configuration.channelCount,
        timestamp: start + index * duration)
    }
  }
}
