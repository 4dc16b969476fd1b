import UserMedia

/// The constraints given as `JSON`, `@FILE`, or `-` for standard input.
///
/// - Parameter mayBeBare: whether a JSON string may omit its quotes, as in the string syntax.
func readConstraints(_ text: String, mayBeBare: Bool) throws -> ConstraintValue {
  let bytes: [UInt8]
  if text == "-" {
    bytes = try readFile("-")
  } else if text.hasPrefix("@") {
    bytes = try readFile(String(text.dropFirst()))
  } else {
    bytes = Array(text.utf8)
  }
  let isQuoted = bytes.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "\"")
  return mayBeBare && !isQuoted
    ? .string(String(decoding: bytes, as: UTF8.self)) : try ConstraintValue(json: bytes)
}
