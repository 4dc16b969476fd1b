import UserMediaCore

/// Counts what happened to a track's data: in pictures, or in samples per channel.
struct TrackCounts: Sendable {
  /// Delivered to consumers, or would have been.
  var delivered = 0
  /// Dropped to keep the track's frame rate.
  var discarded = 0
  /// Reached no consumer, by reason.
  var dropped: [DropReason: Int] = [:]
  /// The duration of the delivered audio, in milliseconds.
  var deliveredDuration = 0.0
  /// The sample rate of the latest audio, in hertz.
  var sampleRate: Int?
  /// The latency from capture to delivery.
  var latency: Latency?

  /// Counts a picture or a chunk of audio.
  mutating func deliver(_ stretch: AudioStretch?) {
    guard let stretch else {
      delivered += 1
      return
    }
    delivered += stretch.frames
    deliveredDuration += 1000 * Double(stretch.frames) / Double(stretch.sampleRate)
    sampleRate = stretch.sampleRate
    let milliseconds = Double(MonotonicClock.now - stretch.timestamp) / 1000
    if latency == nil {
      latency = Latency(milliseconds, frames: stretch.frames)
    } else {
      latency?.add(milliseconds, frames: stretch.frames)
    }
  }

  /// The latency of audio from its first sample to its delivery, in milliseconds.
  struct Latency: Sendable {
    private(set) var last: Double
    private(set) var least: Double
    private(set) var greatest: Double
    private var sum: Double
    private var frames: Double

    init(_ milliseconds: Double, frames: Int) {
      (last, least, greatest) = (milliseconds, milliseconds, milliseconds)
      (sum, self.frames) = (milliseconds * Double(frames), Double(frames))
    }

    /// The mean over all samples.
    var average: Double { sum / frames }

    mutating func add(_ milliseconds: Double, frames count: Int) {
      last = milliseconds
      least = min(least, milliseconds)
      greatest = max(greatest, milliseconds)
      sum += milliseconds * Double(count)
      frames += Double(count)
    }

    /// Resets the statistics to the latest value.
    mutating func reset() {
      self = Latency(last, frames: 1)
    }
  }
}

/// The properties of a chunk of audio that are counted.
struct AudioStretch: Sendable {
  /// Samples per channel; at least one.
  let frames: Int
  /// Samples per second.
  let sampleRate: Int
  /// Capture time of the first sample: microseconds of the system's monotonic clock.
  let timestamp: Int64
}

/// The latest 64 of a series of sequence numbers.
struct RecentNumbers {
  private var newest: UInt64 = 0
  /// A bit for each number up to `newest`, which is the lowest.
  private var seen: UInt64 = 0

  /// Adds a number. One that lies further back than 64 starts the series again, as a camera does.
  /// - Returns: whether it is new.
  mutating func insert(_ number: UInt64) -> Bool {
    if seen == 0 || number > newest || newest - number >= 64 {
      let step = seen != 0 && number > newest ? number - newest : 64
      seen = step < 64 ? seen << step | 1 : 1
      newest = number
      return true
    }
    let bit: UInt64 = 1 << (newest - number)
    defer { seen |= bit }
    return seen & bit == 0
  }
}
