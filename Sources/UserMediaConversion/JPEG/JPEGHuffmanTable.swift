/// A Huffman table, made for looking codes up by their first eight bits (T.81, C.2).
///
/// Looked into for every code of a picture, so that it is memory without checks: all of it is
/// written by the initialiser.
final class JPEGHuffmanTable {
  /// For each eight bits the length of the code that they begin with in the upper byte, its symbol
  /// in the lower; 0 when the code is longer.
  private let short = UnsafeMutablePointer<UInt16>.allocate(capacity: 256)
  /// For each length the code after the last one of that length, and where the symbols would begin
  /// if codes of that length began at 0.
  private let ends = UnsafeMutablePointer<Int>.allocate(capacity: 17)
  private let offsets = UnsafeMutablePointer<Int>.allocate(capacity: 17)
  private let symbols: [UInt8]

  /// The table that `counts`, the numbers of codes with 1, 2, … 16 bits, and `symbols` describe;
  /// `nil` when there is none.
  init?(counts: some Collection<UInt8>, symbols: some Collection<UInt8>) {
    self.symbols = Array(symbols)
    short.initialize(repeating: 0, count: 256)
    ends.initialize(repeating: 0, count: 17)
    offsets.initialize(repeating: 0, count: 17)
    guard counts.count == 16, counts.reduce(0, { $0 + Int($1) }) == symbols.count else {
      return nil
    }
    var (code, position) = (0, 0)
    for (length, count) in zip(1...16, counts) {
      offsets[length] = position - code
      for _ in 0..<count {
        guard code < 1 << length else { return nil }
        if length <= 8 {
          for rest in 0..<1 << (8 - length) {
            short[code << (8 - length) | rest] =
              UInt16(length) << 8 | UInt16(self.symbols[position])
          }
        }
        code += 1
        position += 1
      }
      ends[length] = code
      code <<= 1
    }
  }

  deinit {
    short.deallocate()
    ends.deallocate()
    offsets.deallocate()
  }

  /// The length of the code that these sixteen bits begin with, and its symbol; `nil` when there is
  /// none.
  @inline(__always)
  func lookUp(_ bits: UInt16) -> (length: Int, symbol: UInt8)? {
    let entry = short[Int(bits >> 8)]
    if entry != 0 { return (Int(entry >> 8), UInt8(entry & 0xff)) }
    return lookUpLong(Int(bits))
  }

  private func lookUpLong(_ bits: Int) -> (length: Int, symbol: UInt8)? {
    for length in 9...16 where bits >> (16 - length) < ends[length] {
      let index = offsets[length] + bits >> (16 - length)
      return symbols.indices.contains(index) ? (length, symbols[index]) : nil
    }
    return nil
  }
}
