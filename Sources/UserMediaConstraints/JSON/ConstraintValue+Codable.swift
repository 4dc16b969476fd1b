/// Works with any coder. To preserve the order of members, use ``ConstraintValue/init(json:)`` and
/// ``ConstraintValue/json``.
extension ConstraintValue: Codable {
  /// A value as it is coded: a single value, a list, or an object.
  ///
  /// Members are in the decoder's order, which with Foundation's `JSONDecoder` is not that of the
  /// text. Throws what the decoder throws.
  public init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: MemberKey.self) {
      var members = Members.Builder()
      for key in container.allKeys {
        members.set(key.stringValue, try container.decode(ConstraintValue.self, forKey: key))
      }
      self = .object(members.members)
    } else if var container = try? decoder.unkeyedContainer() {
      var elements: [ConstraintValue] = []
      while !container.isAtEnd { elements.append(try container.decode(ConstraintValue.self)) }
      self = .array(elements)
    } else {
      self = try Self.single(decoder.singleValueContainer())
    }
  }

  private static func single(
    _ container: any SingleValueDecodingContainer
  ) throws -> ConstraintValue {
    if container.decodeNil() { return .null }
    if let value = try? container.decode(Bool.self) { return .bool(value) }
    if let value = try? container.decode(Double.self) { return .number(value) }
    return .string(try container.decode(String.self))
  }

  /// Encodes the value; numbers that JSON cannot represent become `null`, as with `JSON.stringify`.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .null: try encode(encoder) { try $0.encodeNil() }
    case .bool(let value): try encode(encoder) { try $0.encode(value) }
    case .number(let value) where !value.isFinite: try encode(encoder) { try $0.encodeNil() }
    case .number(let value):
      // Whole numbers are encoded as integers: coders other than JSON's distinguish the two.
      if let whole = Int64(exactly: value) {
        try encode(encoder) { try $0.encode(whole) }
      } else {
        try encode(encoder) { try $0.encode(value) }
      }
    case .string(let value): try encode(encoder) { try $0.encode(value) }
    case .array(let elements):
      var container = encoder.unkeyedContainer()
      for element in elements { try container.encode(element) }
    case .object(let members):
      var container = encoder.container(keyedBy: MemberKey.self)
      for member in members.entries {
        try container.encode(member.value, forKey: MemberKey(stringValue: member.key))
      }
    }
  }

  private func encode(
    _ encoder: any Encoder, _ body: (inout any SingleValueEncodingContainer) throws -> Void
  ) throws {
    var container = encoder.singleValueContainer()
    try body(&container)
  }

  /// The name of a member.
  private struct MemberKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
