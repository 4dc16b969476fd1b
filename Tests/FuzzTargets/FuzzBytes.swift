/// Reads numbers from an input; zeros once it is used up.
struct FuzzBytes {
  private(set) var rest: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) {
    rest = bytes
  }

  mutating func next<Number: FixedWidthInteger & BitwiseCopyable>(_: Number.Type) -> Number {
    var number: Number = 0
    let count = min(MemoryLayout<Number>.size, rest.count)
    withUnsafeMutableBytes(of: &number) { $0.copyMemory(from: .init(rebasing: rest[..<count])) }
    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    return Number(littleEndian: number)
  }

  /// One of several choices.
  mutating func next<Choice>(of choices: [Choice]) -> Choice {
    choices[Int(next(UInt8.self)) % choices.count]
  }
}
