import Testing
import UserMediaConstraints
import UserMediaCore

/// A translation worked out by hand.
struct WorkedExample: Sendable, CustomTestStringConvertible {
  let number: Int
  let from: Dialect
  let to: Dialect
  let input: String
  let output: Outcome
  /// The notes that the example is about; there may be others.
  var notes: [TranslationNote.Kind] = []
  var options = TranslationOptions()

  enum Outcome: Sendable {
    case value(String)
    case typeError
    case overconstrained(String)
    case exception(String)
  }

  var testDescription: String { "\(number): \(from) to \(to)" }
}

extension WorkedExample.Outcome: ExpressibleByStringLiteral {
  init(stringLiteral value: String) { self = .value(value) }
}
