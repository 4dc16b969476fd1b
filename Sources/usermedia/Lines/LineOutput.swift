import UserMedia

/// Lines on their way to standard output, collected to large blocks.
struct LineOutput: ~Copyable {
  private static let blockSize = 256 << 10

  private let file: OutputFile
  /// What is not written yet.
  private var bytes: [UInt8] = []

  init() throws(DOMException) {
    file = try OutputFile(path: "-")
    bytes.reserveCapacity(Self.blockSize * 2)
  }

  mutating func append(json text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(_ value: ConstraintValue) {
    value.write(to: &bytes)
  }

  /// Ends a line; writes when a block is full.
  mutating func endLine() throws(DOMException) {
    bytes.append(UInt8(ascii: "\n"))
    if bytes.count >= Self.blockSize { try flush() }
  }

  /// Writes what there is.
  mutating func flush() throws(DOMException) {
    if bytes.isEmpty { return }
    let written = bytes.withUnsafeBytes { bytes in
      Result { () throws(DOMException) in try file.write(bytes) }
    }
    bytes.removeAll(keepingCapacity: true)
    try written.get()
  }
}
