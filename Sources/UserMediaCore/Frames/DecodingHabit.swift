import Synchronization

/// Tracks whether a program decodes a stream's JPEGs. If it does, each one is decoded before
/// delivery, so that a corrupt one can be dropped. A program that only counts or stores them does
/// not pay for that.
package struct DecodingHabit: ~Copyable, Sendable {
  /// How many more frames to decode in advance: the first ones, and several after each one that the
  /// program decoded, because a program may have more than one loop over a stream.
  private let credit = Atomic<Int>(Self.maximumCredit)
  private let wasLookedAt = Atomic<Bool>(false)
  private static let maximumCredit = 8

  init() {}

  /// Records that the program decodes a frame.
  package func renew() {
    credit.store(Self.maximumCredit, ordering: .relaxed)
  }

  /// Whether to decode the next frame in advance.
  package func spend() -> Bool {
    guard credit.load(ordering: .relaxed) > 0 else { return false }
    return credit.wrappingSubtract(1, ordering: .relaxed).oldValue > 0
  }

  /// Whether this is the first call.
  package func isFirstLook() -> Bool {
    !wasLookedAt.load(ordering: .relaxed) && !wasLookedAt.exchange(true, ordering: .relaxed)
  }
}
