import UserMediaCore

/// Packs samples as signed 16-bit integers in packets of 20 ms.
///
/// Unchecked, because only one thread at a time uses it (``ChunkEncoder``).
final class PCMPacketEncoder: PacketEncoder, @unchecked Sendable {
  let sampleRate: Int
  let numberOfChannels: Int
  let packetFrames: Int
  let leadingFrames = 0
  private var samples: [Int16] = []

  init(_ config: AudioEncoderConfig) throws(DOMException) {
    guard (8000...192_000).contains(config.sampleRate), (1...2).contains(config.numberOfChannels)
    else {
      throw DOMException(
        .notSupported,
        "\(config.numberOfChannels) channels at \(config.sampleRate) Hz cannot be encoded")
    }
    sampleRate = config.sampleRate
    numberOfChannels = config.numberOfChannels
    packetFrames = config.sampleRate / 50
  }

  func encode(
    _ samples: UnsafePointer<Float>, _ emit: (UnsafeRawBufferPointer) -> Void
  ) throws(DOMException) {
    self.samples.removeAll(keepingCapacity: true)
    for sample in UnsafeBufferPointer(start: samples, count: packetFrames * numberOfChannels) {
      let level = sample.isNaN ? 0 : (sample * 32768).rounded()
      self.samples.append(Int16(min(max(level, -32768), 32767)).littleEndian)
    }
    self.samples.withUnsafeBytes(emit)
  }
}
