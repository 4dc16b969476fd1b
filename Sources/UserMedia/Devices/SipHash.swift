/// A keyed hash whose key cannot be recovered from its values (Aumasson and Bernstein, "SipHash: a
/// fast short-input PRF", 2012): SipHash-2-4 with a 64-bit result.
struct SipHash {
  private var v0, v1, v2, v3: UInt64

  /// The key that makes hashes differ between users.
  struct Key: Hashable {
    static let byteCount = 16

    let words: [UInt64]

    init(_ first: UInt64, _ second: UInt64) { words = [first, second] }

    /// The key from its bytes, little-endian; `nil` unless there are 16.
    init?(_ bytes: [UInt8]) {
      guard bytes.count == Self.byteCount else { return nil }
      words = [0, 8].map { start in
        bytes[start..<start + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
      }
    }

    var bytes: [UInt8] {
      words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
    }

    static func random() -> Key { Key(.random(in: .min ... .max), .random(in: .min ... .max)) }
  }

  /// The hash of `message` under a key.
  static func hash(_ message: some Collection<UInt8>, key: Key) -> UInt64 {
    var state = SipHash(key: key)
    var word: UInt64 = 0
    var count = 0
    for byte in message {
      word |= UInt64(byte) << UInt64(count % 8 * 8)
      count += 1
      if count % 8 == 0 {
        state.compress(word)
        word = 0
      }
    }
    state.compress(word | UInt64(count & 0xff) << 56)
    state.v2 ^= 0xff
    for _ in 0..<4 { state.round() }
    return state.v0 ^ state.v1 ^ state.v2 ^ state.v3
  }

  private init(key: Key) {
    v0 = key.words[0] ^ 0x736f_6d65_7073_6575
    v1 = key.words[1] ^ 0x646f_7261_6e64_6f6d
    v2 = key.words[0] ^ 0x6c79_6765_6e65_7261
    v3 = key.words[1] ^ 0x7465_6462_7974_6573
  }

  private mutating func compress(_ word: UInt64) {
    v3 ^= word
    round()
    round()
    v0 ^= word
  }

  private mutating func round() {
    v0 &+= v1
    v1 = rotate(v1, 13) ^ v0
    v0 = rotate(v0, 32)
    v2 &+= v3
    v3 = rotate(v3, 16) ^ v2
    v0 &+= v3
    v3 = rotate(v3, 21) ^ v0
    v2 &+= v1
    v1 = rotate(v1, 17) ^ v2
    v2 = rotate(v2, 32)
  }

  private func rotate(_ value: UInt64, _ count: UInt64) -> UInt64 {
    value << count | value >> (64 - count)
  }
}
