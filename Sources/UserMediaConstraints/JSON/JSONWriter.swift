/// Writes a JSON text into its own memory: appending bytes to an array would dominate the cost of
/// writing.
///
/// Unchecked, because it has a pointer; the writer owns the memory behind it exclusively.
package struct JSONWriter: ~Copyable, @unchecked Sendable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// How many bytes have been written.
  package private(set) var count = 0

  package init(capacity: Int = 256) {
    base = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  deinit {
    base.deallocate()
  }

  /// The bytes written so far.
  package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    body(UnsafeBufferPointer(start: base, count: count))
  }

  /// Discards the text and keeps the memory.
  package mutating func removeAll() {
    count = 0
  }

  /// Reserves memory for more bytes.
  @inline(__always) private mutating func reserve(_ additional: Int) {
    if capacity - count < additional { grow(additional) }
  }

  @inline(never) private mutating func grow(_ additional: Int) {
    let larger = max(capacity * 2, count + additional)
    let former = base
    base = .allocate(capacity: larger)
    base.initialize(from: former, count: count)
    former.deallocate()
    capacity = larger
  }

  @inline(__always) mutating func append(_ byte: UInt8) {
    reserve(1)
    base[count] = byte
    count += 1
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    reserve(bytes.count)
    (base + count).initialize(from: start, count: bytes.count)
    count += bytes.count
  }

  /// Appends a piece of JSON, or white space.
  package mutating func append(constant text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends the decimal digits of a number.
  mutating func append(decimal number: Int64) {
    reserve(20)  // The least number has 19 digits and a sign.
    if number < 0 { append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    let start = count
    repeat {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      base[count] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
      count += 1
      rest = quotient
    } while rest > 0
    var digits = UnsafeMutableBufferPointer(start: base + start, count: count - start)
    digits.reverse()
  }
}
