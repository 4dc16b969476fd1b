/// What a stream can truly hold, against which the numbers that a server sends are checked: pure
/// functions of numbers from outside.
package struct DeliveryLimits: Hashable, Sendable {
  /// Bytes of one sample of all channels.
  package let bytesPerFrame: Int
  /// Samples a second.
  package let sampleRate: Int

  /// The most bytes that are copied at once; more is delivered piece by piece. A server keeps 4 MiB
  /// for a client (PulseAudio's `MAX_MEMBLOCKQ_LENGTH`).
  package static let deliverySize = 4 << 20
  /// More bytes than a server and the connection to it hold back, or overwrite, at once.
  package static let backlog = 8 << 20
  /// The longest delivery or latency, in seconds, that a configuration can ask for.
  package static let seconds = 60

  /// Limits of a stream; nonsense becomes the nearest sense.
  package init(bytesPerFrame: Int, sampleRate: Int) {
    self.bytesPerFrame = min(max(bytesPerFrame, 1), 1 << 10)
    self.sampleRate = min(max(sampleRate, 1), 1 << 20)
  }

  /// How many bytes to copy at once: of those that are said to be there, no more than
  /// ``deliverySize``, and all of the first piece, which is really there.
  package func deliverySize(readable: Int, firstPiece: Int) -> Int {
    max(min(readable, Self.deliverySize / bytesPerFrame * bytesPerFrame), firstPiece)
  }

  /// How many frames a hole of `bytes` is; `nil` when it is larger than anything that can be lost.
  package func frames(inHole bytes: Int) -> Int? {
    (0...Self.backlog).contains(bytes) && isWhole(bytes) ? bytes / bytesPerFrame : nil
  }

  /// Whether a piece holds whole frames. libpulse aborts the process when any other is dropped
  /// (`pa_memblockq_drop`), and passes on whatever offset the server names.
  package func isWhole(_ bytes: Int) -> Bool { bytes % bytesPerFrame == 0 }

  /// The bytes of a delivery: what the server says, or what was asked for when that cannot be.
  package func fragmentSize(said: UInt32, asked: UInt32) -> UInt32 {
    let longest = Self.seconds * sampleRate * bytesPerFrame
    return (1...longest).contains(Int(said)) ? said : asked
  }
}
