import ArgumentParser
import UserMedia

/// The syntaxes that `--dialect` names.
enum ConstraintDialect: String, ExpressibleByArgument, CaseIterable {
  case current
  case webkit
  case moz
  case string

  var dialect: Dialect {
    switch self {
    case .current: .current
    case .webkit: .webkit
    case .moz: .moz
    case .string: .string
    }
  }
}

/// What the user asked for, as written.
struct CaptureWish: Sendable {
  let value: ConstraintValue
  let dialect: ConstraintDialect

  /// Reads `JSON`, `@FILE` or `-` for standard input; nothing asks for audio and video.
  init(text: String?, dialect: ConstraintDialect) throws {
    self.dialect = dialect
    guard let text else {
      value = dialect == .string ? "audio,video" : ["audio": true, "video": true]
      return
    }
    let bytes: [UInt8]
    if text == "-" {
      bytes = try readFile("-")
    } else if text.hasPrefix("@") {
      bytes = try readFile(String(text.dropFirst()))
    } else {
      bytes = Array(text.utf8)
    }
    value =
      dialect == .string && !Self.isJSONString(bytes)
      ? .string(String(decoding: bytes, as: UTF8.self)) : try ConstraintValue(json: bytes)
  }

  /// The string dialect may be given bare, without the quotes of JSON.
  private static func isJSONString(_ bytes: [UInt8]) -> Bool {
    bytes.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "\"")
  }

  /// The wish in the current syntax.
  func current() throws -> MediaStreamConstraints {
    try MediaStreamConstraints(value, dialect: dialect.dialect)
  }
}
