public import UserMediaCore

extension ConstraintValue: CustomStringConvertible {
  /// Parses a JSON text by the rules of `JSON.parse` (ECMAScript, 25.5.1).
  ///
  /// Throws a one-line ``TypeError`` that names the byte offset of the error; also for what could
  /// not be preserved: bytes that are not UTF-8, lone surrogates, repeated keys, numbers out of the
  /// range of doubles, and nesting deeper than 512.
  public init(json: some Collection<UInt8>) throws(TypeError) {
    let read = json.withContiguousStorageIfAvailable { bytes in
      Result { () throws(TypeError) in try JSONReader.value(of: bytes) }
    }
    self = try (read ?? Self.read(Array(json))).get()
  }

  /// Parses a JSON text by the rules of `JSON.parse` (ECMAScript, 25.5.1).
  ///
  /// Throws a one-line ``TypeError`` that names the UTF-8 offset of the error.
  public init(json: String) throws(TypeError) {
    try self.init(json: json.utf8)
  }

  /// The JSON text, as `JSON.stringify` prints it (ECMAScript, 25.5.2).
  ///
  /// Infinities and NaN, which JSON cannot represent, become `null`.
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
