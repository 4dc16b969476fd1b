import ConstraintsTestSupport
import Testing
import UserMediaConstraints
import UserMediaCore

@Suite struct JSONTests {
  static let valid: [(String, ConstraintValue)] = [
    ("null", .null), (" true ", true), ("false", false), ("[]", []), ("{}", [:]),
    ("0", 0), ("-0", -0.0), ("640", 640), ("0.1", 0.1), ("1.7777777778", 1.7777777778),
    ("1e2", 100), ("1E+2", 100), ("25e-1", 2.5), ("5e-324", .number(.leastNonzeroMagnitude)),
    ("1e23", 1e23),
    ("1e-400", 0), ("1e-99999999999999999999", 0),
    ("1.7976931348623157e308", .number(.greatestFiniteMagnitude)),
    ("9007199254740993", 9_007_199_254_740_992), ("0.30000000000000004", 0.30000000000000004),
    ("123456789012345678901234567890", 123456789012345678901234567890.0),
    (#""""#, ""), (#""a\"\\\/\b\f\n\r\t""#, "a\"\\/\u{8}\u{C}\n\r\t"), (#""\u00e9\u20AC""#, "é€"),
    (#""\ud83d\ude00""#, "😀"),
    ("[1,\t[2,\r\n{\"x\" : null}]]", [1, [2, ["x": nil]]]),
  ]

  @Test(arguments: valid)
  func reads(text: String, value: ConstraintValue) throws {
    #expect(try ConstraintValue(json: text) == value)
  }

  static let invalid: [(String, Int)] = [
    ("", 0), ("  ", 2), ("{", 1), ("[1,]", 3), ("{\"a\":1,}", 7), ("{a:1}", 1), ("{\"a\" 1}", 5),
    ("[1 2]", 3), ("01", 1), ("-", 1), ("1.", 2), (".5", 0), ("1e", 2), ("+1", 0), ("NaN", 0),
    ("Infinity", 0), ("tru", 0), ("truex", 4), ("\"a", 2), ("\"\n\"", 1), ("\"\\x\"", 2),
    ("\"\\u12g4\"", 5), ("1 2", 2), ("\u{FEFF}1", 0), ("// x", 0), ("[1}", 2),
    ("\"\\ud83d\\u1\"", 10),
    // Values that can't be represented.
    ("1e400", 0), ("[1,-1e400]", 3), ("1e99999999999999999999", 0),
    (#""\ud83d""#, 3), (#""x\ude00x""#, 4), (#""\ud83d\u0041""#, 3), (#""\ud83d\ud83d\ude00""#, 3),
    (#"{"a":1,"b":2,"a":3}"#, 13), (#"{"a":1,"\u0061":2}"#, 7),
  ]

  @Test(arguments: invalid)
  func errorsNameTheByteOffset(text: String, offset: Int) {
    let error = #expect(throws: TypeError.self) { try ConstraintValue(json: text) }
    #expect(error?.message.hasPrefix("Invalid JSON at byte \(offset): ") == true)
    #expect(error?.message.contains("\n") == false)
  }

  @Test func nestsAsDeepAs512() throws {
    let deep = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
    #expect(try ConstraintValue(json: deep).json == deep)
    let deeper = String(repeating: "{\"a\":", count: 100_000)
    #expect(throws: TypeError.self) { try ConstraintValue(json: deeper) }
  }

  @Test func readsManyKeysInLinearTime() throws {
    let members = (0..<200_000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
    #expect(try ConstraintValue(json: "{" + members + "}").members?.count == 200_000)
    #expect(throws: TypeError.self) {
      try ConstraintValue(json: "{" + members + ",\"k0\":1}")
    }
  }

  @Test(arguments: [
    [0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
    [0x22, 0x5C, 0x6E, 0xC0, 0x80, 0x22],
  ])
  func rejectsInvalidUTF8(bytes: [UInt8]) {
    for json in [AnyCollection(bytes), AnyCollection(bytes.lazy.map(\.self))] {
      let error = #expect(throws: TypeError.self) { try ConstraintValue(json: json) }
      #expect(error?.message.hasPrefix("Invalid JSON at byte 1: ") == true)
    }
  }

  static let printed: [(ConstraintValue, String)] = [
    (.null, "null"), (640, "640"), (-0.0, "0"), (0.5, "0.5"), (-12.25, "-12.25"),
    (1e21, "1e+21"), (123_456_789_012_345_680_000.0, "123456789012345680000"),
    (1e20, "100000000000000000000"),
    (1.5e300, "1.5e+300"), (.number(.leastNonzeroMagnitude), "5e-324"), (0.000001, "0.000001"),
    (1e-7, "1e-7"),
    (1.25e-7, "1.25e-7"), (0.1, "0.1"), (1e16, "10000000000000000"),
    (9_007_199_254_740_992, "9007199254740992"),
    (1.7976931348623157e308, "1.7976931348623157e+308"), (123456.789, "123456.789"),
    (.number(.infinity), "null"), (.number(.nan), "null"),
    (
      "a\"\\/\u{8}\u{9}\n\u{C}\r\u{1}\u{1f}\u{7f}é😀\u{2028}",
      "\"a\\\"\\\\/\\b\\t\\n\\f\\r\\u0001\\u001f\u{7f}é😀\u{2028}\""
    ),
    (["b": [1, true, nil], "a": [:]], #"{"b":[1,true,null],"a":{}}"#),
  ]

  @Test(arguments: printed)
  func writesLikeJSONStringify(value: ConstraintValue, text: String) {
    #expect(value.json == text)
    #expect("\(value)" == text)
  }

  @Test func everyNumberRoundTrips() throws {
    var random = SeededGenerator(seed: UInt64.random(in: 0 ... .max))
    for _ in 0..<20_000 {
      let number = Double(bitPattern: random.next())
      guard number.isFinite else { continue }
      let text = ConstraintValue.number(number).json
      #expect(try ConstraintValue(json: text) == .number(number), "seed \(random.seed)")
    }
  }
}
