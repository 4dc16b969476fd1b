import UserMedia

/// Lines on their way to standard output, collected to large blocks.
struct LineOutput: ~Copyable {
  private static let blockSize = 256 << 10

  private let file: OutputFile
  /// What is not written yet, where answers are appended.
  var json = JSONWriter(capacity: blockSize * 2)

  init() throws(DOMException) {
    file = try OutputFile(path: "-")
  }

  /// Ends a line; writes when a block is full.
  mutating func endLine() throws(DOMException) {
    json.append(constant: "\n")
    if json.count >= Self.blockSize { try flush() }
  }

  /// Writes what there is.
  mutating func flush() throws(DOMException) {
    if json.count == 0 { return }
    let written = json.withBytes { bytes in
      Result { () throws(DOMException) in try file.write(UnsafeRawBufferPointer(bytes)) }
    }
    json.removeAll()
    try written.get()
  }
}
