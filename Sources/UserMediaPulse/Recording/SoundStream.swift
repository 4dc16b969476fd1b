/// A source of audio for a ``Delivery``: a libpulse record stream, or a test's substitute. Its
/// numbers and sizes aren't validated.
package protocol SoundStream {
  /// The number of bytes received and not yet dropped, including holes.
  var readableSize: Int { get }
  /// The oldest received piece; `nil` if there is none.
  func peek() -> SoundPiece?
  /// Drops the current piece.
  func drop()
  /// Requests the server's timing.
  func requestTiming()
  /// Restarts the silence timer.
  func restartSilenceTimer()
}

/// A piece of received audio.
package enum SoundPiece {
  /// Bytes, valid until ``SoundStream/drop()``.
  case sound(UnsafeRawBufferPointer)
  /// A gap of so many bytes that the server lost.
  case hole(Int)
}
