package import UserMediaCore

/// Encodes audio of any format: follows the clock (``SoundClock``) and cuts packets.
///
/// Unchecked, because only one thread at a time uses it (``ChunkEncoder``).
package final class SoundEncoder: ChunkEncoder, @unchecked Sendable {
  private let encoder: any PacketEncoder
  private var clock: SoundClock
  private var packets = 0
  private let pool = BufferPool(capacity: 256)

  /// Creates an encoder.
  /// - Throws: like ``makePacketEncoder(_:)``.
  package init(_ config: AudioEncoderConfig) throws(DOMException) {
    encoder = try makePacketEncoder(config)
    clock = SoundClock(sampleRate: encoder.sampleRate, channels: encoder.numberOfChannels)
  }

  /// The encoder's format, for a container's header.
  package var packetEncoder: any PacketEncoder { encoder }

  /// Nothing earlier is encoded; for the start of a recording.
  package var start: Int64 = .min

  package func encode(
    _ input: AudioData, keyFrame: Bool, _ emit: (EncodedChunk) -> Void
  ) throws(DOMException) {
    clock.append(input, from: start)
    try cut(emit)
  }

  /// Encodes silence up to `time`, if there is less audio.
  package func fill(to time: Int64, _ emit: (EncodedChunk) -> Void) throws(DOMException) {
    clock.fill(to: time, from: start)
    try cut(emit)
  }

  package func flush(_ emit: (EncodedChunk) -> Void) throws(DOMException) {
    clock.finish(packetFrames: encoder.packetFrames)
    try cut(emit)
    clock = SoundClock(sampleRate: encoder.sampleRate, channels: encoder.numberOfChannels)
    packets = 0
  }

  /// Encodes all complete packets.
  private func cut(_ emit: (EncodedChunk) -> Void) throws(DOMException) {
    guard let origin = clock.origin else { return }
    let size = encoder.packetFrames
    let count = clock.signal.count / encoder.numberOfChannels / size
    for index in 0..<count {
      let start = origin + microseconds(packets)
      let duration = origin + microseconds(packets + 1) - start
      packets += 1
      let failure = clock.signal.withUnsafeBufferPointer { samples -> DOMException? in
        do throws(DOMException) {
          try encoder.encode(samples.baseAddress! + index * size * encoder.numberOfChannels) {
            emit(
              EncodedChunk(
                type: .key, timestamp: start, duration: duration, bytes: $0, pool: pool))
          }
          return nil
        } catch {
          return error
        }
      }
      if let failure { throw failure }
    }
    clock.consume(count * size)
  }

  private func microseconds(_ packets: Int) -> Int64 {
    Int64(packets * encoder.packetFrames) * 1_000_000 / Int64(encoder.sampleRate)
  }
}
