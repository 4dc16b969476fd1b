/// A Huffman table, made for looking codes up by their first eight bits (T.81, C.2).
struct JPEGHuffmanTable {
  /// For each eight bits the length of the code that they begin with in the upper byte, its symbol
  /// in the lower; 0 when the code is longer.
  private(set) var short = [UInt16](repeating: 0, count: 256)
  /// For each length the code after the last one of that length, and where the symbols would begin
  /// if codes of that length began at 0.
  private(set) var ends = [Int](repeating: 0, count: 17)
  private(set) var offsets = [Int](repeating: 0, count: 17)
  let symbols: [UInt8]

  /// The table that `counts`, the numbers of codes with 1, 2, … 16 bits, and `symbols` describe;
  /// `nil` when there is none.
  init?(counts: some Collection<UInt8>, symbols: some Collection<UInt8>) {
    self.symbols = Array(symbols)
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
}
