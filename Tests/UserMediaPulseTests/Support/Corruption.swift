/// Corrupts the bytes that a sound server sends, reproducibly for each seed.
///
/// PulseAudio's protocol (src/pulsecore/pstream.c): each frame starts with five big-endian words:
/// its length, its channel (all ones for a packet, otherwise a stream's audio), the two halves of
/// an offset, and flags.
struct Corruption {
  private enum Kind: CaseIterable {
    /// Flips random bits.
    case bits
    /// Replaces words with extreme values.
    case words
    /// Changes the offset of audio in its stream.
    case offsets
    /// Changes the numbers in packets.
    case numbers
    /// Sends nothing more.
    case silence
  }

  private static let wordsOfHeader = 5
  private static let extremes: [UInt64] = [
    0, 1, 0x7f, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0x7fff_ffff_ffff_ffff,
    0x8000_0000_0000_0000, .max, 0x7eff_ffff_ffff_fe96,
  ]

  private var random: Generator
  private let kind: Kind
  /// How many bytes to pass unchanged at first.
  private var clean: Int
  /// One in this many places is corrupted.
  private let rarity: Int
  /// The received part of an incomplete frame.
  private var frame: [UInt8] = []

  init(seed: UInt64) {
    random = Generator(state: seed &* 0x9e37_79b9_7f4a_7c15 | 1)
    kind = Kind.allCases[Int(seed % UInt64(Kind.allCases.count))]
    clean = Int.random(in: 0...40_000, using: &random)
    rarity = 1 << Int.random(in: kind == .bits ? 8...14 : 1...5, using: &random)
  }

  /// Returns the bytes to pass on.
  mutating func pass(_ bytes: [UInt8]) -> [UInt8] {
    defer { clean = max(0, clean - bytes.count) }
    guard clean < bytes.count || !frame.isEmpty else { return align(bytes) }
    switch kind {
    case .silence: return clean > 0 ? Array(bytes.prefix(clean)) : []
    case .bits:
      var bytes = bytes
      for index in bytes.indices where index >= clean && strikes() {
        bytes[index] ^= 1 << UInt8.random(in: 0...7, using: &random)
      }
      return bytes
    case .words:
      var bytes = bytes
      for index in stride(from: clean, to: bytes.count, by: 64) where strikes() {
        overwrite(&bytes, at: index, count: Bool.random(using: &random) ? 4 : 8)
      }
      return bytes
    case .offsets, .numbers: return frames(bytes)
    }
  }

  private mutating func strikes() -> Bool { Int.random(in: 0..<rarity, using: &random) == 0 }

  private mutating func overwrite(_ bytes: inout [UInt8], at index: Int, count: Int) {
    let word = Self.extremes.randomElement(using: &random)!
    for place in 0..<count where index + place < bytes.count {
      bytes[index + place] = UInt8(truncatingIfNeeded: word >> UInt64(8 * (count - 1 - place)))
    }
  }

  /// Kinds that distinguish frames pass them on whole, so that none is torn.
  private mutating func align(_ bytes: [UInt8]) -> [UInt8] {
    kind == .offsets || kind == .numbers ? frames(bytes) : bytes
  }

  private mutating func frames(_ bytes: [UInt8]) -> [UInt8] {
    frame += bytes
    var passed: [UInt8] = []
    while frame.count >= 4 * Self.wordsOfHeader {
      let length = 4 * Self.wordsOfHeader + Int(word(0))
      guard frame.count >= length else { break }
      var whole = Array(frame.prefix(length))
      frame.removeFirst(length)
      if clean == 0 { corrupt(&whole) }
      passed += whole
    }
    return passed
  }

  private func word(_ index: Int) -> UInt32 {
    frame[4 * index..<4 * index + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  private mutating func corrupt(_ whole: inout [UInt8]) {
    let isPacket = whole[4..<8].allSatisfy { $0 == 0xff }
    switch (kind, isPacket) {
    case (.offsets, false) where strikes():
      overwrite(&whole, at: 8, count: 8)
      whole[19] = UInt8.random(in: 0...4, using: &random)
    case (.numbers, true):
      // A number follows the letter for its type (pulsecore/tagstruct.h).
      for index in 4 * Self.wordsOfHeader + 5..<max(whole.count, 4 * Self.wordsOfHeader + 5) {
        switch whole[index] {
        case UInt8(ascii: "L"), UInt8(ascii: "a"), UInt8(ascii: "v"):
          if strikes() { overwrite(&whole, at: index + 1, count: 4) }
        case UInt8(ascii: "U"), UInt8(ascii: "R"), UInt8(ascii: "r"), UInt8(ascii: "T"):
          if strikes() { overwrite(&whole, at: index + 1, count: 8) }
        default: break
        }
      }
    default: break
    }
  }

  /// Knuth's linear congruential generator (MMIX), using the upper half of its bits.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 { half() << 32 | half() }

    private mutating func half() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 32
    }
  }
}
