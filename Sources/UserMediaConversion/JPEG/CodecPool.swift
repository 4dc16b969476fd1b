import Synchronization

/// Coders that wait to be used again: each is used by one thread at a time, and none is made for a
/// single picture.
final class CodecPool<Codec: AnyObject & Sendable>: Sendable {
  private let idle = Mutex<[Codec]>([])
  private let limit: Int
  private let make: @Sendable () -> Codec?

  /// A pool that keeps up to `limit` idle coders and makes more when it has none.
  init(limit: Int = 16, make: @escaping @Sendable () -> Codec?) {
    self.limit = limit
    self.make = make
  }

  /// Lends a coder to `body`; `nil` when the library could not give one.
  ///
  /// One with which `body` failed is not used again: TurboJPEG 2.1 leaves the library beneath in
  /// the middle of a file whose header is damaged.
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
