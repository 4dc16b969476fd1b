/// Plausibility limits for the numbers that a server sends. Pure functions.
package struct DeliveryLimits: Hashable, Sendable {
  /// The size of one sample of all channels, in bytes.
  package let bytesPerFrame: Int
  /// Samples per second.
  package let sampleRate: Int

  /// The largest delivery in bytes; more is delivered in pieces. A server buffers 4 MiB per client
  /// (PulseAudio's `MAX_MEMBLOCKQ_LENGTH`).
  package static let deliverySize = 4 << 20
  /// More bytes than a server and the connection can buffer, or overwrite, at once.
  package static let backlog = 8 << 20
  /// The longest delivery or latency that can be requested, in seconds.
  package static let seconds = 60

  /// Creates a stream's limits, clamping the arguments to plausible values.
  package init(bytesPerFrame: Int, sampleRate: Int) {
    self.bytesPerFrame = min(max(bytesPerFrame, 1), 1 << 10)
    self.sampleRate = min(max(sampleRate, 1), 1 << 20)
  }

  /// How many bytes to copy at once: at most ``deliverySize`` of those reported as readable, but
  /// always all of the first piece, which is really there.
  package func deliverySize(readable: Int, firstPiece: Int) -> Int {
    max(min(readable, Self.deliverySize / bytesPerFrame * bytesPerFrame), firstPiece)
  }

  /// The number of frames in a hole of `bytes`; `nil` if that is more than can be lost.
  package func frames(inHole bytes: Int) -> Int? {
    (0...Self.backlog).contains(bytes) && isWhole(bytes) ? bytes / bytesPerFrame : nil
  }

  /// Whether a piece consists of whole frames. libpulse aborts the process if any other is dropped
  /// (`pa_memblockq_drop`), yet passes on any offset that the server sends.
  package func isWhole(_ bytes: Int) -> Bool { bytes % bytesPerFrame == 0 }

  /// The fragment size in bytes: the server's, or the requested one if the server's is implausible.
  package func fragmentSize(reported: UInt32, requested: UInt32) -> UInt32 {
    let longest = Self.seconds * sampleRate * bytesPerFrame
    return (1...longest).contains(Int(reported)) ? reported : requested
  }
}
