import UserMediaCore

/// Reads one JSON text (RFC 8259) from UTF-8 bytes, in one pass.
///
/// The grammar is that of `JSON.parse` (ECMAScript, 25.5.1): nothing but white space beside the
/// value, no comments, no trailing commas. Text that `JSON.stringify` never writes and that could
/// not be preserved is rejected: repeated keys, and numbers out of the range of doubles.
struct JSONReader {
  /// How deep lists and objects may be nested; each level is one level of recursion here.
  static let maximumDepth = 512

  let bytes: UnsafeBufferPointer<UInt8>
  /// Strings that need not be allocated.
  let names = NameTable.shared
  var position = 0
  private var depth = 0

  private init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// The value of a whole text.
  static func value(of bytes: UnsafeBufferPointer<UInt8>) throws(TypeError) -> ConstraintValue {
    var reader = JSONReader(bytes)
    reader.skipSpace()
    let value = try reader.value()
    reader.skipSpace()
    if reader.position < bytes.count { throw reader.error("text after the value") }
    return value
  }

  /// The byte at the reader's position; 0, which no JSON text has outside of strings, at the end.
  @inline(__always) var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

  private mutating func value() throws(TypeError) -> ConstraintValue {
    switch byte {
    case UInt8(ascii: "{"): return .object(try object())
    case UInt8(ascii: "["): return .array(try array())
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    case UInt8(ascii: "t"):
      try word("true")
      return .bool(true)
    case UInt8(ascii: "f"):
      try word("false")
      return .bool(false)
    case UInt8(ascii: "n"):
      try word("null")
      return .null
    default: throw error("expected a value")
    }
  }

  private mutating func object() throws(TypeError) -> ConstraintValue.Members {
    try enter()
    var members = ConstraintValue.Members.Builder()
    if byte == UInt8(ascii: "}") {
      leave()
      return members.members
    }
    while true {
      guard byte == UInt8(ascii: "\"") else { throw error("expected a key in double quotes") }
      let start = position
      let key = try string()
      skipSpace()
      guard byte == UInt8(ascii: ":") else { throw error("expected ':' after the key") }
      position += 1
      skipSpace()
      guard members.set(key, try value()) else {
        throw error("a key that the object has already", at: start)
      }
      skipSpace()
      switch byte {
      case UInt8(ascii: ","):
        position += 1
        skipSpace()
      case UInt8(ascii: "}"):
        leave()
        return members.members
      default: throw error("expected ',' or '}' in the object")
      }
    }
  }

  private mutating func array() throws(TypeError) -> [ConstraintValue] {
    try enter()
    var elements: [ConstraintValue] = []
    if byte == UInt8(ascii: "]") {
      leave()
      return elements
    }
    while true {
      elements.append(try value())
      skipSpace()
      switch byte {
      case UInt8(ascii: ","):
        position += 1
        skipSpace()
      case UInt8(ascii: "]"):
        leave()
        return elements
      default: throw error("expected ',' or ']' in the list")
      }
    }
  }

  private mutating func enter() throws(TypeError) {
    depth += 1
    if depth > Self.maximumDepth { throw error("nested deeper than \(Self.maximumDepth)") }
    position += 1
    skipSpace()
  }

  private mutating func leave() {
    depth -= 1
    position += 1
  }

  private mutating func word(_ word: StaticString) throws(TypeError) {
    let start = position
    for index in 0..<word.utf8CodeUnitCount {
      guard byte == word.utf8Start[index] else {
        position = start
        throw error("expected a value")
      }
      position += 1
    }
  }

  @inline(__always) private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
        position += 1
      default: return
      }
    }
  }

  /// An error at the current or an earlier position.
  func error(_ problem: String, at start: Int? = nil) -> TypeError {
    let position = start ?? position
    let found =
      switch position < bytes.count ? bytes[position] : nil {
      case nil: "the text ends"
      case let byte? where byte > 0x20 && byte < 0x7F:
        "found '\(Character(Unicode.Scalar(byte)))'"
      case let byte?: "found byte \(byte)"
      }
    return TypeError("Invalid JSON at byte \(position): \(problem), \(found)")
  }
}
