package import UserMediaCore

/// An encoder of packets of a fixed number of samples, beneath ``SoundEncoder``.
package protocol PacketEncoder: AnyObject, Sendable {
  /// Samples per second per channel.
  var sampleRate: Int { get }
  /// The number of channels.
  var numberOfChannels: Int { get }
  /// Samples per channel in a packet.
  var packetFrames: Int { get }
  /// The samples that a decoder outputs before the first one that was encoded.
  var leadingFrames: Int { get }

  /// Encodes one packet of interleaved samples; `emit` receives its bytes.
  func encode(
    _ samples: UnsafePointer<Float>, _ emit: (UnsafeRawBufferPointer) -> Void
  ) throws(DOMException)
}
