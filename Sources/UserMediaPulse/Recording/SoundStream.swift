/// What a ``Delivery`` takes sound from: a record stream of libpulse, or what stands in for one in a
/// test. None of the numbers and sizes is checked yet.
package protocol SoundStream {
  /// Bytes that have come and are not dropped yet, holes included.
  var readableSize: Int { get }
  /// The oldest piece of what has come; `nil` when there is none.
  func peek() -> SoundPiece?
  /// Goes on to the next piece.
  func drop()
  /// Asks the server for its clocks.
  func askForTiming()
  /// Starts waiting for sound, so that its absence is noticed.
  func expectSound()
}

/// The oldest piece of what has come from a server.
package enum SoundPiece {
  /// Bytes, valid until ``SoundStream/drop()``.
  case sound(UnsafeRawBufferPointer)
  /// So many bytes that the server lost.
  case hole(Int)
}
