public import UserMediaCore

/// A type with an equivalent JavaScript value.
///
/// It is coded as that value: the `JSON.stringify` of a page's constraints decodes, and a page can
/// parse what is encoded here and pass it to `getUserMedia`. Its description is the value's JSON,
/// which is valid JavaScript.
public protocol ConstraintValueConvertible: Codable, CustomStringConvertible {
  /// Web IDL's conversion of a value in the current syntax.
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
  /// Throws `DecodingError.dataCorrupted` with the underlying ``TypeError`` for any other value.
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
