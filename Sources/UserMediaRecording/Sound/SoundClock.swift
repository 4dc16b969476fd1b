import UserMediaConversion
package import UserMediaCore

/// Turns chunks of audio of any format into one signal of a constant rate that follows the clock of
/// their timestamps.
///
/// A device's samples come a little faster or slower than its rate says, and a gap has none. After
/// an hour at 100 ppm, counting samples would be off by 0.36 s. So the signal is stretched by up to
/// 0.1 %, which is inaudible, while it differs from the clock by more than 2 ms; a jump of more than
/// 50 ms is filled with silence, or skipped where the clock goes back.
package struct SoundClock {
  /// The difference in microseconds at which stretching starts; it ends at a quarter of it.
  private static let tolerance = 2000.0
  /// The difference in microseconds that is a jump.
  private static let jump = 50_000.0
  /// How much the signal is stretched at most.
  private static let stretch = 0.001
  /// The time in microseconds over which the difference is averaged, since timestamps jitter.
  private static let smoothing = 500_000.0

  /// Samples per second per channel of the signal.
  package let sampleRate: Int
  /// The number of channels of the signal.
  package let channels: Int
  /// The time of the first sample in microseconds; `nil` before it.
  package private(set) var origin: Int64?
  /// The interleaved signal; the consumer removes what it has used by ``consume(_:)``.
  package private(set) var signal: [Float] = []
  /// Samples per channel in all, consumed and pending.
  private var count = 0
  private var resampler: Resampler
  private var inputRate: Int
  /// The averaged difference in microseconds from the clock.
  private var difference = 0.0
  private var isStretching = false
  /// A chunk's samples, mixed to the signal's channels.
  private var mixed: [Float] = []
  private var raw: [Float] = []

  /// Creates a signal without samples.
  package init(sampleRate: Int, channels: Int) {
    self.sampleRate = sampleRate
    self.channels = channels
    inputRate = sampleRate
    resampler = Resampler(channels: channels, ratio: 1)
  }

  /// The time up to which there is audio, in microseconds; `nil` before the first sample.
  package var end: Int64? { next.map { Int64($0) } }

  /// Adds a chunk. Nothing earlier than `start` becomes part of the signal.
  package mutating func append(_ data: AudioData, from start: Int64 = .min) {
    guard data.numberOfFrames > 0, data.sampleRate > 0 else { return }
    adopt(rate: data.sampleRate)
    let skipped =
      origin == nil && data.timestamp < start
      ? Self.frames(start - data.timestamp, data.sampleRate) : 0
    guard skipped < data.numberOfFrames else { return }
    let time = max(data.timestamp, origin == nil ? start : .min)
    if origin == nil { origin = time }
    let first = skipped + align(to: Double(time), length: data)
    guard first < data.numberOfFrames else { return }
    mix(data)
    mixed.withUnsafeBufferPointer {
      resampler.append(UnsafeBufferPointer(rebasing: $0[(first * channels)...]))
    }
    read()
  }

  /// Fills with silence up to `time`, if there is less audio; before the first chunk, the signal
  /// begins at `start`.
  package mutating func fill(to time: Int64, from start: Int64) {
    if origin == nil {
      guard time > start else { return }
      origin = start
    }
    guard let next, Double(time) > next else { return }
    resampler.appendSilence(Self.frames(time - Int64(next), inputRate))
    read()
  }

  /// Adds silence until all audio is in the signal, and the signal has a whole number of packets.
  package mutating func finish(packetFrames: Int) {
    guard origin != nil else { return }
    resampler.drain()
    read()
    let rest = signal.count / channels % packetFrames
    if rest > 0 {
      signal.append(contentsOf: repeatElement(0, count: (packetFrames - rest) * channels))
      count += packetFrames - rest
    }
  }

  /// Removes samples per channel from the front of ``signal``.
  package mutating func consume(_ frames: Int) {
    signal.removeFirst(frames * channels)
  }

  /// The expected time of the next sample to be added, in microseconds.
  private var next: Double? {
    origin.map { origin in
      let seconds = Double(count) / Double(sampleRate) + resampler.pending / Double(inputRate)
      return Double(origin) + seconds * 1_000_000
    }
  }

  private static func frames(_ microseconds: Int64, _ rate: Int) -> Int {
    Int((Double(microseconds) * Double(rate) / 1_000_000).rounded())
  }

  /// Adopts another rate of the input, as after a move to another microphone.
  private mutating func adopt(rate: Int) {
    guard rate != inputRate else { return }
    if origin != nil {
      resampler.drain()
      read()
    }
    inputRate = rate
    resampler = Resampler(channels: channels, ratio: Double(rate) / Double(sampleRate))
  }

  /// Compares a chunk's timestamp with the clock.
  /// - Returns: the number of its samples to skip.
  private mutating func align(to time: Double, length data: AudioData) -> Int {
    guard let next else { return 0 }
    let error = time - next
    if error > Self.jump {
      resampler.appendSilence(Self.frames(Int64(error), inputRate))
    }
    if abs(error) > Self.jump {
      (difference, isStretching) = (0, false)
      return error < 0 ? Self.frames(Int64(-error), inputRate) : 0
    }
    let weight = min(1, Double(data.duration) / Self.smoothing)
    difference += (error - difference) * weight
    isStretching = abs(difference) > Self.tolerance / (isStretching ? 4 : 1)
    return 0
  }

  private mutating func read() {
    let ratio = Double(inputRate) / Double(sampleRate)
    let stretch = isStretching ? (difference > 0 ? Self.stretch : -Self.stretch) : 0
    let before = signal.count
    resampler.read(step: ratio * (1 - stretch), into: &signal)
    let added = (signal.count - before) / channels
    count += added
    // What was stretched is no difference any more; the average would notice late.
    difference -= Double(added) * stretch / Double(sampleRate) * 1_000_000
  }

  /// Mixes a chunk to the signal's channels: one is copied to all, and of several each takes the
  /// mean of every second, as left and right alternate.
  private mutating func mix(_ data: AudioData) {
    let given = data.numberOfChannels
    raw.reserveCapacity(data.numberOfFrames * given)
    let options = AudioDataCopyToOptions(format: .f32)
    if raw.count != data.numberOfFrames * given {
      raw = [Float](repeating: 0, count: data.numberOfFrames * given)
    }
    // All samples fit, and there is a first plane.
    raw.withUnsafeMutableBytes { bytes in
      do throws(RangeError) { try data.copy(to: bytes, options) } catch {
        _ = bytes.initializeMemory(as: UInt8.self, repeating: 0)
      }
    }
    mixed.removeAll(keepingCapacity: true)
    if given == channels {
      mixed.append(contentsOf: raw)
      return
    }
    for frame in 0..<data.numberOfFrames {
      for channel in 0..<channels {
        var sum: Float = 0
        var terms: Float = 0
        for source in stride(from: given == 1 ? 0 : channel, to: given, by: channels) {
          sum += raw[frame * given + source]
          terms += 1
        }
        mixed.append(terms > 0 ? sum / terms : 0)
      }
    }
  }
}
