package import UserMediaCore

/// The peak and the sum of squares of each channel, over any number of chunks of audio.
///
/// Processes sixteen consecutive samples at a time; if the number of channels allows, each lane
/// belongs to one channel. Allocates only for the first chunk with a new number of channels.
package struct LevelSums {
  private typealias Lanes = SIMD16<Float>

  /// The values of one channel so far.
  package struct Channel: Hashable, Sendable {
    /// The largest absolute sample value; 1 is full scale.
    package var peak: Float = 0
    /// The sum of the squares of all samples.
    package var squares: Double = 0
  }

  package private(set) var channels: [Channel] = []
  /// Samples per channel.
  package private(set) var frameCount = 0

  package init() {}

  /// Resets all values, and keeps the memory.
  package mutating func reset() {
    for index in channels.indices { channels[index] = Channel() }
    frameCount = 0
  }

  /// Adds a chunk of audio. A chunk with a different number of channels starts over.
  package mutating func add(_ data: AudioData) {
    if channels.count != data.numberOfChannels {
      channels = Array(repeating: Channel(), count: data.numberOfChannels)
      frameCount = 0
    }
    frameCount += data.numberOfFrames
    switch data.format {
    case .u8, .u8Planar: add(data, UInt8.self) { (Lanes($0) - 128) / 128 }
    case .s16, .s16Planar: add(data, Int16.self) { Lanes($0) / 32768 }
    case .s32, .s32Planar: add(data, Int32.self) { Lanes($0) / 2_147_483_648 }
    case .f32, .f32Planar: add(data, Float.self) { $0.replacing(with: 0, where: $0 .!= $0) }
    }
  }

  @inline(__always)
  private mutating func add<Stored: SIMDScalar & BitwiseCopyable>(
    _ data: AudioData, _ type: Stored.Type, _ level: (SIMD16<Stored>) -> Lanes
  ) {
    let bytes = data.unsafeBytes
    if data.format.isPlanar {
      for channel in channels.indices {
        let part = channel * data.numberOfFrames..<(channel + 1) * data.numberOfFrames
        add(bytes, part, of: channel..<channel + 1, level)
      }
    } else {
      add(bytes, 0..<data.numberOfFrames * channels.count, of: channels.indices, level)
    }
  }

  /// Adds interleaved samples of some channels.
  @inline(__always)
  private mutating func add<Stored: SIMDScalar & BitwiseCopyable>(
    _ bytes: UnsafeRawBufferPointer, _ samples: Range<Int>, of some: Range<Int>,
    _ level: (SIMD16<Stored>) -> Lanes
  ) {
    let size = MemoryLayout<Stored>.stride
    // A multiple of the channel count, so that each lane stays with its channel.
    let width = some.count <= Lanes.scalarCount ? Lanes.scalarCount / some.count * some.count : 0
    var index = samples.lowerBound
    if width > 0 {
      var (peaks, squares) = (Lanes.zero, Lanes.zero)
      while index + Lanes.scalarCount <= samples.upperBound {
        let loaded = bytes.loadUnaligned(fromByteOffset: index * size, as: SIMD16<Stored>.self)
        let levels = level(loaded)
        peaks = peaks.replacing(with: levels, where: levels .> peaks)
        peaks = peaks.replacing(with: -levels, where: -levels .> peaks)
        squares += levels * levels
        index += width
      }
      // Lanes beyond the width are counted in the next iteration.
      for lane in 0..<width {
        channels[some.lowerBound + lane % some.count].take(peaks[lane], Double(squares[lane]))
      }
    }
    while index < samples.upperBound {
      let sample = bytes.loadUnaligned(fromByteOffset: index * size, as: Stored.self)
      let level = level(SIMD16(repeating: sample))[0]
      channels[some.lowerBound + (index - samples.lowerBound) % some.count]
        .take(abs(level), Double(level * level))
      index += 1
    }
  }
}

extension LevelSums.Channel {
  fileprivate mutating func take(_ peak: Float, _ squares: Double) {
    self.peak = max(self.peak, peak)
    self.squares += squares
  }
}
