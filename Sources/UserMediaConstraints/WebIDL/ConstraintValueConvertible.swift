public import UserMediaCore

/// What has a form as a value in a page.
///
/// Coded, it has that form: `JSON.stringify` of a page's constraints decodes, and what is encoded
/// here a page can parse and hand to `getUserMedia`. Its description is the value's JSON, which is
/// valid syntax in a page.
public protocol ConstraintValueConvertible: Codable, CustomStringConvertible {
  /// What the value says in the current syntax, by Web IDL's conversion.
  ///
  /// Throws ``TypeError`` where a browser does.
  init(converting value: ConstraintValue) throws(TypeError)

  /// The value that a page would have written.
  var value: ConstraintValue { get }
}

extension ConstraintValueConvertible {
  /// The value as JSON.
  public var description: String { value.json }

  /// Reads a value in the current syntax.
  ///
  /// Throws `DecodingError.dataCorrupted`, with the ``TypeError`` beneath it, for what is none.
  public init(from decoder: any Decoder) throws {
    let value = try ConstraintValue(from: decoder)
    do {
      try self.init(converting: value)
    } catch {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath, debugDescription: error.message, underlyingError: error))
    }
  }

  /// Writes the value that a page would have written.
  public func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}

extension MediaStreamConstraints: ConstraintValueConvertible {}
extension MediaTrackConstraints: ConstraintValueConvertible {}
extension MediaTrackConstraintSet: ConstraintValueConvertible {}
extension BooleanOrMediaTrackConstraints: ConstraintValueConvertible {}
extension ConstrainNumber: ConstraintValueConvertible {}
extension ConstrainBoolean: ConstraintValueConvertible {}
extension ConstrainDOMString: ConstraintValueConvertible {}
extension ConstrainBooleanOrDOMString: ConstraintValueConvertible {}
extension BooleanOrConstrainDouble: ConstraintValueConvertible {}
extension BooleanOrDOMString: ConstraintValueConvertible {}
extension DOMStringOrList: ConstraintValueConvertible {}
