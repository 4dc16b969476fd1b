import Synchronization

/// Whether a program decodes the JPEGs of a stream: then each is decoded before the program gets it,
/// so that one that cannot be decoded is dropped. A program that only counts or stores them does not
/// pay for that.
package struct DecodingHabit: ~Copyable, Sendable {
  /// How many more frames are decoded ahead: the first ones, and some after each that the program
  /// decoded itself. Several, because a program may have more than one loop over a stream.
  private let credit = Atomic<Int>(Self.mostCredit)
  private let wasLookedAt = Atomic<Bool>(false)
  private static let mostCredit = 8

  init() {}

  /// The program decodes a frame.
  package func renew() {
    credit.store(Self.mostCredit, ordering: .relaxed)
  }

  /// Whether the next frame is to be decoded ahead.
  package func spend() -> Bool {
    guard credit.load(ordering: .relaxed) > 0 else { return false }
    return credit.wrappingSubtract(1, ordering: .relaxed).oldValue > 0
  }

  /// Whether this is the first time that anybody asks.
  package func isFirstLook() -> Bool {
    !wasLookedAt.load(ordering: .relaxed) && !wasLookedAt.exchange(true, ordering: .relaxed)
  }
}
