public import UserMediaCore

/// What `webkitGetUserMedia` hands to its failure callback (Chrome to version 63, Opera 18 and on).
public struct NavigatorUserMediaError: NamedError, Hashable {
  /// The old name: `"PermissionDeniedError"`.
  public let name: String
  /// What went wrong, for a person.
  public let message: String
  /// The key that could not be met, as the caller wrote it: `"minWidth"`; empty otherwise.
  public let constraintName: String

  /// An error as the browser's.
  public init(name: String, message: String = "", constraintName: String = "") {
    self.name = name
    self.message = message
    self.constraintName = constraintName
  }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  /// The 2011 drafts' number for a denied permission.
  public static let PERMISSION_DENIED = 1
  /// 1 when permission was denied, else 0 (2011 and 2012 drafts).
  public var code: Int { name == "PermissionDeniedError" ? Self.PERMISSION_DENIED : 0 }
}
