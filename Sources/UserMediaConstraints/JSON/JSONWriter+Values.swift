extension JSONWriter {
  /// Appends a value as `JSON.stringify` prints it (ECMAScript, 25.5.2).
  package mutating func append(value: ConstraintValue) {
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
  package mutating func append(quoting string: String) {
    append(UInt8(ascii: "\""))
    var string = string
    string.withUTF8 { append(escaping: $0) }
    append(UInt8(ascii: "\""))
  }

  /// Appends where a note stands as a string, without making one.
  package mutating func append(pathOf note: TranslationNote) {
    append(UInt8(ascii: "\""))
    note.place.forEachPart(within: note.track) { part in
      var part = part
      part.withUTF8 { append(escaping: $0) }
    }
    append(UInt8(ascii: "\""))
  }

  private mutating func append(escaping text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    var index = -1
    while let next = Self.firstToEscape(in: text, from: index + 1) {
      index = next
      let byte = text[index]
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

  /// Where the next quote, backslash or control character is.
  private static func firstToEscape(
    in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    var index = start
    let bytes = UnsafeRawBufferPointer(text)
    // Eight at once: each term has a byte's highest bit set where that byte is to be escaped, or,
    // for bytes above a first one, perhaps where it is not.
    while index + 8 <= bytes.count {
      let word = UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let quote = word ^ 0x2222_2222_2222_2222
      let backslash = word ^ 0x5C5C_5C5C_5C5C_5C5C
      let found =
        ((word &- 0x2020_2020_2020_2020) & ~word
          | (quote &- 0x0101_0101_0101_0101) & ~quote
          | (backslash &- 0x0101_0101_0101_0101) & ~backslash) & 0x8080_8080_8080_8080
      if found != 0 { return index + found.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < text.count {
      let byte = text[index]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return index }
      index += 1
    }
    return nil
  }
}
