extension JSONWriter {
  /// Appends a value as `JSON.stringify` prints it (ECMAScript, 25.5.2).
  mutating func append(value: ConstraintValue) {
    switch value {
    case .null: append(constant: "null")
    case .bool(let value): append(constant: value ? "true" : "false")
    case .number(let value): append(ecmaScript: value)
    case .string(let value): append(quoting: value)
    case .array(let elements):
      append(UInt8(ascii: "["))
      for index in elements.indices {
        if index > 0 { append(UInt8(ascii: ",")) }
        append(value: elements[index])
      }
      append(UInt8(ascii: "]"))
    case .object(let members):
      append(UInt8(ascii: "{"))
      for index in members.entries.indices {
        if index > 0 { append(UInt8(ascii: ",")) }
        append(quoting: members.entries[index].key)
        append(UInt8(ascii: ":"))
        append(value: members.entries[index].value)
      }
      append(UInt8(ascii: "}"))
    }
  }

  /// Appends a string in quotes and escaped (ECMAScript, QuoteJSONString).
  mutating func append(quoting string: String) {
    append(UInt8(ascii: "\""))
    var string = string
    string.withUTF8 { append(escaping: $0) }
    append(UInt8(ascii: "\""))
  }

  private mutating func append(escaping text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for index in 0..<text.count {
      let byte = text[index]
      if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { continue }
      append(UnsafeBufferPointer(rebasing: text[start..<index]))
      start = index + 1
      append(UInt8(ascii: "\\"))
      switch byte {
      case 0x08: append(UInt8(ascii: "b"))
      case 0x09: append(UInt8(ascii: "t"))
      case 0x0A: append(UInt8(ascii: "n"))
      case 0x0C: append(UInt8(ascii: "f"))
      case 0x0D: append(UInt8(ascii: "r"))
      case ..<0x20:
        append(constant: byte < 0x10 ? "u000" : "u001")
        let digit = byte & 0xF
        append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      default: append(byte)
      }
    }
    append(UnsafeBufferPointer(rebasing: text[start...]))
  }
}
