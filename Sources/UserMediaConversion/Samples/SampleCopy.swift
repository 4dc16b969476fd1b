import UserMediaCore

/// Which samples to copy, and the target format (WebCodecs, "Compute Copy Element Count").
struct SampleCopy {
  private let source: AudioData
  private let format: AudioSampleFormat
  private let channels: Range<Int>
  private let frames: Range<Int>

  /// The number of bytes the destination needs.
  var byteCount: Int { channels.count * frames.count * format.bytesPerSample }

  init(_ source: AudioData, _ options: AudioDataCopyToOptions) throws(RangeError) {
    self.source = source
    format = options.format ?? source.format
    let planes = source.numberOfPlanes(format)
    guard (0..<planes).contains(options.planeIndex) else {
      throw RangeError("there is no plane \(options.planeIndex) among \(planes) of \(format)")
    }
    channels =
      format.isPlanar
      ? options.planeIndex..<options.planeIndex + 1 : 0..<source.numberOfChannels
    guard (0..<max(source.numberOfFrames, 1)).contains(options.frameOffset) else {
      throw RangeError("sample \(options.frameOffset) is not among \(source.numberOfFrames)")
    }
    let most = source.numberOfFrames - options.frameOffset
    let count = options.frameCount ?? most
    guard (0...most).contains(count) else {
      throw RangeError("\(count) samples are requested, but only \(most) are available")
    }
    frames = options.frameOffset..<options.frameOffset + count
  }

  /// - Precondition: the destination has room.
  func run(_ destination: UnsafeMutableRawBufferPointer) {
    switch source.format {
    case .u8, .u8Planar: run(destination, from: UInt8.self)
    case .s16, .s16Planar: run(destination, from: Int16.self)
    case .s32, .s32Planar: run(destination, from: Int32.self)
    case .f32, .f32Planar: run(destination, from: Float.self)
    }
  }

  private func run<From: Sample>(_ destination: UnsafeMutableRawBufferPointer, from: From.Type) {
    switch format {
    case .u8, .u8Planar: run(destination, from: from, to: UInt8.self)
    case .s16, .s16Planar: run(destination, from: from, to: Int16.self)
    case .s32, .s32Planar: run(destination, from: from, to: Int32.self)
    case .f32, .f32Planar: run(destination, from: from, to: Float.self)
    }
  }

  private func run<From: Sample, To: Sample>(
    _ destination: UnsafeMutableRawBufferPointer, from: From.Type, to: To.Type
  ) {
    let bytes = source.unsafeBytes
    if From.self == To.self, !source.format.isPlanar, !format.isPlanar {
      let frameBytes = source.numberOfChannels * format.bytesPerSample
      let part = bytes[frames.lowerBound * frameBytes..<frames.upperBound * frameBytes]
      return destination.copyMemory(from: UnsafeRawBufferPointer(rebasing: part))
    }
    // The distances between consecutive samples of a channel, and between channels, in samples.
    let (step, channelStep) =
      source.format.isPlanar ? (1, source.numberOfFrames) : (source.numberOfChannels, 1)
    for (index, channel) in channels.enumerated() {
      var from = (channel * channelStep + frames.lowerBound * step) * MemoryLayout<From>.stride
      var to = index * MemoryLayout<To>.stride
      for _ in 0..<frames.count {
        let sample = bytes.loadUnaligned(fromByteOffset: from, as: From.self)
        destination.storeBytes(of: To(level: sample.level), toByteOffset: to, as: To.self)
        from += step * MemoryLayout<From>.stride
        to += channels.count * MemoryLayout<To>.stride
      }
    }
  }
}

/// A number type that samples are stored as.
private protocol Sample: BitwiseCopyable {
  /// -1…1; a double represents every sample exactly.
  var level: Double { get }
  init(level: Double)
}

extension UInt8: Sample {
  fileprivate var level: Double { (Double(self) - 128) / 128 }
  fileprivate init(level: Double) { self = UInt8(scaled(level, by: 128) + 128) }
}

extension Int16: Sample {
  fileprivate var level: Double { Double(self) / 32768 }
  fileprivate init(level: Double) { self = Int16(scaled(level, by: 32768)) }
}

extension Int32: Sample {
  fileprivate var level: Double { Double(self) / 2_147_483_648 }
  fileprivate init(level: Double) { self = Int32(scaled(level, by: 2_147_483_648)) }
}

extension Float: Sample {
  fileprivate var level: Double { Double(self) }
  fileprivate init(level: Double) { self = Float(level) }
}

/// The integer nearest to a level on a scale; NaN becomes silence.
private func scaled(_ level: Double, by scale: Double) -> Double {
  level.isNaN ? 0 : min(max((level * scale).rounded(), -scale), scale - 1)
}
