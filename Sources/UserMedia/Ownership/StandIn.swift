import UserMediaCore

/// Black pictures or silence in the place of the data of a device that is given back.
struct StandIn<Data: Sendable>: Sendable {
  /// From one piece to the next.
  let interval: Duration
  /// How many pieces that are late are made up for: sound would have a gap without them.
  let longestQueue: Int64
  /// The piece with a number.
  let data: @Sendable (Int64) -> Data?
}

extension StandIn<VideoFrame> {
  /// Black pictures in the size and at the rate of a camera; 30 a second where its rate is not
  /// known.
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
  /// Silence in the format and the portions of a microphone, at least ten milliseconds each.
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
