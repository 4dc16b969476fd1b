import Synchronization

/// Idle codecs for reuse: each is used by one thread at a time, and none is created for just one
/// picture.
final class CodecPool<Codec: AnyObject & Sendable>: Sendable {
  private let idle = Mutex<[Codec]>([])
  private let limit: Int
  private let make: @Sendable () -> Codec?

  /// Creates a pool that keeps up to `limit` idle codecs and creates more on demand.
  init(limit: Int = 16, make: @escaping @Sendable () -> Codec?) {
    self.limit = limit
    self.make = make
  }

  /// Lends a codec to `body`; `nil` if the library could not create one.
  ///
  /// A codec is not reused after `body` failed: TurboJPEG 2.1 leaves the underlying library in the
  /// middle of a file whose header is damaged.
  func withCodec<Result, Failure: Error>(
    _ body: (Codec) throws(Failure) -> Result
  ) throws(Failure) -> Result? {
    guard let codec = idle.withLock({ $0.popLast() }) ?? make() else { return nil }
    let result = try body(codec)
    idle.withLock { idle in
      if idle.count < limit { idle.append(codec) }
    }
    return result
  }
}
