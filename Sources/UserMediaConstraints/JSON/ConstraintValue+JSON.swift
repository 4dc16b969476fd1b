public import UserMediaCore

extension ConstraintValue: CustomStringConvertible {
  /// The value that a JSON text stands for, by the rules of `JSON.parse` (ECMAScript, 25.5.1).
  ///
  /// Throws a ``TypeError`` of one line that names the byte at which the text goes wrong; also for
  /// what could not be kept as it is: bytes that are not UTF-8, halves of surrogate pairs, equal
  /// keys in an object, numbers beyond those of doubles, and values nested deeper than 512.
  public init(json: some Collection<UInt8>) throws(TypeError) {
    let read = json.withContiguousStorageIfAvailable { bytes in
      Result { () throws(TypeError) in try JSONReader.value(of: bytes) }
    }
    self = try (read ?? Self.read(Array(json))).get()
  }

  /// The value that a JSON text stands for, by the rules of `JSON.parse` (ECMAScript, 25.5.1).
  ///
  /// Throws a ``TypeError`` of one line that names the byte of the UTF-8 at which the text goes
  /// wrong.
  public init(json: String) throws(TypeError) {
    try self.init(json: json.utf8)
  }

  /// The JSON text, as `JSON.stringify` prints it (ECMAScript, 25.5.2).
  ///
  /// Infinities and NaN, which JSON cannot say, are `null`.
  public var json: String {
    var writer = JSONWriter()
    writer.append(value: self)
    return writer.withBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// The JSON text.
  public var description: String { json }

  private static func read(_ bytes: [UInt8]) -> Result<ConstraintValue, TypeError> {
    bytes.withUnsafeBufferPointer { buffer in
      Result { () throws(TypeError) in try JSONReader.value(of: buffer) }
    }
  }
}
