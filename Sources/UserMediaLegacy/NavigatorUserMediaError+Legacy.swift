public import UserMedia

extension NavigatorUserMediaError {
  // swift-format-ignore: AlwaysUseLowerCamelCase
  /// The 2011 drafts' number for a denied permission.
  @available(*, deprecated, message: "compare name with \"PermissionDeniedError\"")
  public static let PERMISSION_DENIED = 1

  /// 1 if permission was denied, otherwise 0 (2011 and 2012 drafts).
  @available(*, deprecated, message: "use name")
  public var code: Int { name == "PermissionDeniedError" ? 1 : 0 }
}
